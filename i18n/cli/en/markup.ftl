# What may be wrong in the Markdown text (area 03).

G0301 = the variable “{ $name }” has no value
    .label = unknown variable
    .help = define it under [variables] in guichet.toml, or write \{"{{"} to show the braces
    .nearest = did you mean “{ $nearest }”?
    .explain = Between double braces stands the name of a variable, and guichet puts its value there. Values are defined under [variables] in guichet.toml, for all languages, or under [languages.<code>.variables], for one. This name is in neither. To show two braces as they are, put a backslash before them or write them in code.

G0302 = “{ $text }” is neither a variable nor an include
    .label = what should stand here?
    .help = write {"{{ name }}"} or {"{{ include \"path.md\" }}"} on one line, or \{"{{"} to show the braces
    .explain = Double braces hold the name of a variable, made of letters, digits, hyphens, underscores and periods, or the word include and a path between double quotes. They open and close on the same line. To show two braces as they are, put a backslash before them or write them in code.

G0303 = the fragment “{ $path }” does not exist
    .label = no such file
    .help = give its path from the folder of the language, or one that starts with ./ from the folder of this file
    .nearest = did you mean “{ $nearest }”?
    .explain = An include puts the text of another file in its place. The path starts at the folder of the language, such as _shared/contact.md for content/en/_shared/contact.md; a path that starts with ./ or ../ starts at the folder of the file that includes. It cannot leave the folder of the language.

G0304 = this include includes itself: { $chain }
    .label = goes round in circles
    .help = remove one of the includes of the chain
    .explain = A fragment may include others, but none may include itself, directly or through others: its text would never end. The message shows the chain of files, the outermost first.

G0305 = fragments are nested more than { $limit } deep: { $chain }
    .label = too deep
    .help = include the innermost fragment from a file further out
    .explain = A fragment may include others, down to a limit that no sensible text reaches. It protects the build from files that include each other without end. Nothing more of the text was read.

G0306 = with its variables and fragments, the text is longer than { $limit } bytes
    .label = one too many
    .help = split the article, or include fewer fragments
    .explain = Variables and fragments make a text longer, and there is a limit to it: it protects the build from fragments that multiply each other. The text was cut where it reached the limit.

G0307 = there is no container “{ $name }”
    .label = unknown name
    .help = use note, tip, important, warning, danger, details, steps or tabs
    .nearest = did you mean “{ $nearest }”?
    .explain = A line that starts with three colons and a name opens a container: note, tip, important, warning and danger for callouts, details for text that opens, steps for a numbered procedure, tabs for panels. To show three colons as they are, put a backslash before them.

G0308 = the container “{ $name }” is never closed
    .label = opened here
    .help = add a line of three colons (:::) where it ends, as far to the right as this one
    .explain = A container starts with three colons and a name, and ends with a line of three colons. Its end must stand in the same list item or quote as its start. When containers stand in each other, the inner ones end first; an outer one may have more colons, at both ends, to tell them apart.

G0309 = this line closes no container
    .label = nothing is open here
    .help = remove it, or open a container before it (:::note)
    .explain = A line of three colons closes the container that was opened last in the same list item or quote, and none is open here. Often the container was closed before, or its end is not as far to the right as its start.

G0310 = these tabs have no panel
    .label = no “== Label” line follows
    .help = start each panel with a line such as “== Windows”
    .explain = Inside tabs, a line of two equals signs, a space and a label starts a panel. Without any, the text is shown as if the tabs were not there.

G0311 = two headings have the id “{ $id }”
    .label = the second one
    .first = the first one
    .help = give one of them another id
    .explain = An id written after a heading, as in {"{#fees}"}, is the address of that heading: links lead to it, and other languages use the same. It must be the only one in the article. The second heading was given a number.

G0312 = code in “{ $name }” cannot be coloured
    .label = unknown language
    .help = use the name of a known language, or text for code without colours
    .nearest = did you mean “{ $nearest }”?
    .explain = The first word after the three backticks names the language of the code, so that it can be coloured. This one is not known; the code is shown without colours.

G0313 = this HTML is left out: { $what }
    .label = not on the allow-list
    .help = write it in Markdown, or set html = "trusted" under [markdown] if all authors are trusted
    .explain = HTML in an article is passed through a list of what is safe: no scripts, no styles, no frames, no attributes that run code. What is not on it is left out. A site whose authors are all trusted may turn the list off.

G0314 = the text is nested more than { $limit } deep
    .label = too deep from here on
    .help = bring lists, quotes, containers and emphasis closer to the margin
    .explain = Lists, quotes, containers, links and emphasis may stand in each other down to a limit that no reader could follow. Beyond it the text is kept, without its structure.

G0315 = this code is too long and stays without colours: more than { $limit } lines, 256 KiB, or 4,096 bytes in a line
    .label = too long
    .help = shorten it, or offer it as a file to download
    .explain = Colouring takes time that grows with the length of the code. Longer blocks are shown as they are.

G0316 = there is no footnote “{ $name }”
    .label = leads nowhere
    .help = add a paragraph that starts with [^{ $name }]:, or put a backslash before the bracket
    .explain = A name after a caret between brackets is the mark of a footnote, whose text stands in a paragraph of its own that starts with the same mark and a colon. Without it, the mark is shown as text.

G0317 = these steps hold no numbered list
    .label = no list follows
    .help = write the steps as a list: 1. …
    .explain = Steps hold a numbered list, each item of which is a step: that is what is shown as a procedure, and given to search engines and chat tools as one. Without a list, the text is shown as it is.

G0318 = the text has more than { $limit } variables and fragments
    .label = one too many
    .help = split the article, or include fewer fragments
    .explain = Each variable and each fragment counts, those inside fragments too. The limit protects the build from fragments that multiply each other. The text was cut where it reached the limit.

G0319 = the id “{ $id }” is kept for the theme
    .help = choose an id that does not begin with g-
    .explain = The ids of the theme begin with `g-`. Two things with one id on a page would break its links and its labels.

G0320 = colouring this code takes too long; its end stays without colours
    .label = too many steps
    .help = cut the block in two, or name another language after the marks
    .explain = The rules of a language may try very many ways to read some texts. Each block has a number of steps; when they are used up, the rest of the block is shown as it is. Every word of it is there.

G0321 = the text has more than { $limit } links and images
    .label = one too many
    .help = split the article into several
    .explain = Each link is followed to where it leads, and each image is measured. The limit protects the build from a text that has millions of them; the links that follow are read as text, and a text of 400,000 brackets is cut there.
