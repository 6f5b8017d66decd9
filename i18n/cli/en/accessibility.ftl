# What keeps readers out (area 10).

G1001 = the image “{ $image }” has no alternative text
    .label = nothing stands between the brackets
    .help = say between the brackets what the image shows; for mere decoration write <img src="…" alt="">
    .explain = Alternative text is what a person who does not see the image gets instead, and what everybody gets when it does not load. Say what the image shows and why it is there, in a sentence: ![The Help button, at the top right of the catalogue](button.png). An image that tells nothing is written in HTML with an empty alt.

G1002 = “{ $alt }” does not say what the image shows
    .label = a file name, or the kind of image
    .help = describe what a reader is to see in it
    .explain = A screen reader already says that there is an image; its file name or the word “screenshot” adds nothing. Say what the image shows: the button to press, the line to read, the room on the map.

G1003 = this heading is of level { $level }, under one of a level too far above
    .label = a level is skipped
    .help = give it level { $right }, or add the heading that is missing above it
    .explain = People who use a screen reader move from heading to heading, and a skipped level makes them look for a part that is not there. The title of the page is level 1: a text begins with level 2 (##), and each heading is at most one level below the one before it. A heading is chosen for its rank, not for its size.

G1004 = “{ $title }” is a second title in this page
    .label = level 1 is that of the title
    .help = write it with ##
    .explain = A page has one heading of level 1: its title, from the front matter or from a # heading that opens the text. Another heading of level 1 makes a second page of it for those who listen to it.

G1005 = “{ $words }” does not say where the link leads
    .label = vague out of its sentence
    .help = make a link of the words that name the page or the action: “renew a loan”, “the hours”
    .explain = Many people go from link to link or list all those of a page: “click here” or “read more” then says nothing, and three of them lead to three different places. Link the words that say what is at the other end. `[links] vague` in guichet.toml adds words of your own.

G1006 = the words of this link are its address
    .label = read out letter by letter
    .help = write [the name of the page]({ $address })
    .explain = A screen reader spells an address out, and few people understand one by looking at it. Use the name of the page or the site as the words of the link. When the address itself must be seen, as in a reference, put it in code, or turn the check off in [checks].

G1007 = this link has no words
    .label = nothing to follow
    .help = write between the brackets where it leads
    .explain = A link without words cannot be seen, and a screen reader can only spell out its address. When the link is an image, its alternative text is the words of the link.

G1008 = { $columns ->
        [one] a column of this table has no header
       *[other] none of the { $columns } columns of this table has a header
    }
    .label = empty
    .help = say in the first row what each column holds; if this is no table of data, use a list
    .explain = A screen reader repeats the header of a column before each of its cells: without one, the cell is a word without a question. Only the top left corner may stay empty, when the first column names the rows. A table that serves to place text side by side is better written as a list or as paragraphs.
