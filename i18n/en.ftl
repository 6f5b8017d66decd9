# Interface strings, Canadian English (en-CA). Same keys as fr.ftl.


## Getting around

# First link of every page, seen only when it has the keyboard focus.
skip-link = Skip to content

# Button that opens the list of sections on a small screen.
menu = Menu

# Button that closes the menu or the outline on a small screen.
close = Close

# Spoken name of the list of sections beside the text.
nav-label = Site sections

# Spoken name of the path from the home page to this page.
breadcrumbs-label = Breadcrumbs

# Title of the list of headings of the page; also the button that opens it.
on-this-page = On this page

# Spoken name of the links to the other language.
language-switch-label = Other language

# Shown under the name of the other language when this page does not exist in it: the link leads to the nearest page. Keep it short.
language-missing = page not translated

# Spoken name of the links to the previous and next article.
page-nav-label = Neighbouring articles

# Above the title of the article before this one.
previous = Previous

# Above the title of the article after this one.
next = Next

# Title of the news feed (Atom) of this language.
feed-title = Recent articles


## Appearance: one button goes round the three; each says what is now on

# Follows the setting of the device.
appearance-auto = Appearance: automatic

# Dark text on light paper.
appearance-light = Appearance: light

# Light text on dark paper.
appearance-dark = Appearance: dark


## Home page and sections

# Heading above the cards of the home page.
sections-title = Browse by topic

# Heading above the subsections of a section.
subsections-title = In this section

# Heading above the questions that the home page puts forward.
asked-title = Frequent questions

# Last line of a section in the navigation: how many of its articles are not listed there.
n-more =
    { $n ->
       *[other] { $n } more
    }

# Button that prints a section with the whole text of its articles.
print-section = Print the whole section

# Heading above the list of articles that stand at the root of the site.
articles-title = Articles

# How many articles a section or a tag holds. { $n } is the number.
n-articles =
    { $n ->
        [0] no articles
        [one] { $n } article
       *[other] { $n } articles
    }


## Searching, and the index from A to Z

# Button that starts a search.
search = Search

# Name of the search field, and what stands in it while it is empty.
search-label = Search help

# Title of the index of the articles.
index-title = A–Z index

# Title of the page of one letter of a long index.
index-letter = A–Z index: { $letter }

# Under that title.
index-text = Every article, arranged by subject.

# Link from the home page to the index.
index-all = All questions, from A to Z

# Spoken name of the row of letters.
index-letters = Letters of the index

# How many articles answer what the reader wrote. { $n } is the number.
index-found = Articles found: { $n }

# When none does.
index-none = No article has these words. Try others, or choose a letter.


## Articles

# { $date } is a full date, such as « 2 novembre 2026 ».
updated = Updated { $date }

# Same, for an article that was never updated.
published = Published { $date }

# Shown to staff only: the day by which somebody must read the article again.
review-by = Due for review by { $date }

# { $name } is the service responsible for the article.
owner = Owner: { $name }

# Badge of an article written for library staff.
audience-staff = For staff

# Whom an article for everybody is for.
audience-patron = For patrons

# Whom an article is for, in the words of its author (`applies_to` under `extra`).
applies-to = For: { $whom }

# The day somebody last checked an article (`reviewed` under `extra`). { $date } is a full date.
reviewed = Checked on { $date }

# Link to where the text of an article is edited.
edit = Edit this page

# Heading of the list of tags of an article.
tags-label = Tags

# Heading of the list of related articles.
related-title = Read next


## Asking a person, and telling whether a page helped

# Heading of the box that says how to reach a person.
contact-title = Talk to a person

# Link to a chat.
contact-chat = Chat with us

# Link to a form.
contact-form = Write to us by form

# Heading of the hours at which somebody answers.
contact-hours = Hours

# Question under an article.
vote-title = Was this page useful?

# Its two answers.
vote-yes = Yes
vote-no = No

# Name of the field for a sentence, once an answer is chosen.
vote-words = A sentence to add? (optional)

# Under that field.
vote-note = Write nothing personal: nobody can reply to you.

# Button that sends the answer and the sentence.
vote-send = Send

# Stands in place of the form once it is sent.
vote-done = Thank you! Your answer helps us improve this page.


## Tags

# Title of the page that lists every tag.
tags-title = All tags

# Title of the page of one tag. { $name } is the tag.
tag-title = Tag: { $name }


## Guides of chat providers: the box of facts under the title

# Heading of the box.
facts-title = At a glance

# What it costs.
fact-price = Price

# Whether the product is in service, being replaced, closed.
fact-status = Service status

# The countries where data is kept.
fact-data-location = Data location

# Whether the product has a knowledge base, and in which languages.
fact-knowledge-base = Knowledge base


## Pages that stand apart: not found, moved, choice of language

# Title of the page shown when an address leads nowhere.
not-found-title = Page not found

# Under that title.
not-found-text = This address leads to no page. The article may have moved or been removed.

# Above the articles whose words are those of the address.
not-found-guess = Were you looking for one of these?

# Link to the home page.
not-found-home = Go to the home page

# Title of the page left at an old address.
redirect-title = This page has moved

# Link to the new address.
redirect-link = Continue to the new address

# Link from the first page of the site to the home page in this language.
root-enter = Continue in English


## Text of articles: callouts

# Further information.
callout-note = Note

# Advice.
callout-tip = Tip

# What must not be missed.
callout-important = Important

# What may go wrong.
callout-warning = Warning

# What will do harm.
callout-danger = Danger


## Text of articles: other parts

# Line to open hidden text when the author wrote none.
details-summary = Details

# Button on a block of code.
copy-code = Copy

# What the button says, and is announced, once the code is copied.
code-copied = Copied!

# Heading of the footnotes.
footnotes-title = Notes

# Spoken name of the mark of footnote { $n } in the text.
footnote-mark = Note { $n }

# Spoken name of the link from footnote { $n } back to the text.
footnote-back = Back to reference { $n }

# Spoken name of the link beside a heading. { $title } is the heading.
heading-anchor = Section titled “{ $title }”

# Spoken name of a table in a box that scrolls sideways.
table-scroll = Table, scroll if needed

# Spoken name of a ticked box.
task-done = Done

# Spoken name of an empty box.
task-todo = To do

# Spoken after a link that leaves the site.
external-link = external site

# Spoken name of a group of tabs. { $n } is its number in the article.
tabs-label = Tabs, group { $n }
