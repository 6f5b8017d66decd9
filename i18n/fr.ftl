# Interface strings, French of Québec (fr-CA). Same keys as en.ftl.
# Typography: no-break space before a colon and inside « »; none before ; ! ?


## Getting around

# First link of every page, seen only when it has the keyboard focus.
skip-link = Aller au contenu

# Button that opens the list of sections on a small screen.
menu = Menu

# Button that closes the menu or the outline on a small screen.
close = Fermer

# Spoken name of the list of sections beside the text.
nav-label = Sections du site

# Spoken name of the path from the home page to this page.
breadcrumbs-label = Fil d’Ariane

# Title of the list of headings of the page; also the button that opens it.
on-this-page = Sur cette page

# Spoken name of the links to the other language.
language-switch-label = Autre langue

# Shown under the name of the other language when this page does not exist in it: the link leads to the nearest page. Keep it short.
language-missing = page non traduite

# Spoken name of the links to the previous and next article.
page-nav-label = Articles voisins

# Above the title of the article before this one.
previous = Précédent

# Above the title of the article after this one.
next = Suivant

# Title of the news feed (Atom) of this language.
feed-title = Articles récents


## Appearance: one button goes round the three; each says what is now on

# Follows the setting of the device.
appearance-auto = Apparence : automatique

# Dark text on light paper.
appearance-light = Apparence : claire

# Light text on dark paper.
appearance-dark = Apparence : sombre


## Home page and sections

# Heading above the cards of the home page, and above the subsections of a section.
sections-title = Parcourir par sujet

# Heading above the list of articles that stand at the root of the site.
articles-title = Articles

# How many articles a section or a tag holds. { $n } is the number.
n-articles =
    { $n ->
        [0] aucun article
        [one] { $n } article
       *[other] { $n } articles
    }


## Articles

# { $date } is a full date, such as « 2 novembre 2026 ».
updated = Mis à jour le { $date }

# Same, for an article that was never updated.
published = Publié le { $date }

# Shown to staff only: the day by which somebody must read the article again.
review-by = À réviser avant le { $date }

# { $name } is the service responsible for the article.
owner = Responsable : { $name }

# Badge of an article written for library staff.
audience-staff = Pour le personnel

# Heading of the list of tags of an article.
tags-label = Étiquettes

# Heading of the list of related articles.
related-title = À lire aussi


## Tags

# Title of the page that lists every tag.
tags-title = Toutes les étiquettes

# Title of the page of one tag. { $name } is the tag.
tag-title = Étiquette : { $name }


## Guides of chat providers: the box of facts under the title

# Heading of the box.
facts-title = En bref

# What it costs.
fact-price = Prix

# Whether the product is in service, being replaced, closed.
fact-status = État du service

# The countries where data is kept.
fact-data-location = Lieu des données

# Whether the product has a knowledge base, and in which languages.
fact-knowledge-base = Base de connaissances


## Pages that stand apart: not found, moved, choice of language

# Title of the page shown when an address leads nowhere.
not-found-title = Page introuvable

# Under that title.
not-found-text = Cette adresse ne mène à aucune page. L’article a peut-être changé de place ou été retiré.

# Link to the home page.
not-found-home = Aller à l’accueil

# Title of the page left at an old address.
redirect-title = Cette page a changé d’adresse

# Link to the new address.
redirect-link = Continuer vers la nouvelle adresse

# Link from the first page of the site to the home page in this language.
root-enter = Continuer en français


## Text of articles: callouts

# Further information.
callout-note = Note

# Advice.
callout-tip = Conseil

# What must not be missed.
callout-important = Important

# What may go wrong.
callout-warning = Attention

# What will do harm.
callout-danger = Danger


## Text of articles: other parts

# Line to open hidden text when the author wrote none.
details-summary = Détails

# Button on a block of code.
copy-code = Copier

# What the button says, and is announced, once the code is copied.
code-copied = Copié!

# Heading of the footnotes.
footnotes-title = Notes

# Spoken name of the mark of footnote { $n } in the text.
footnote-mark = Note { $n }

# Spoken name of the link from footnote { $n } back to the text.
footnote-back = Retour à l’appel de note { $n }

# Spoken name of the link beside a heading. { $title } is the heading.
heading-anchor = Section intitulée « { $title } »

# Spoken name of a table in a box that scrolls sideways.
table-scroll = Tableau, à faire défiler au besoin

# Spoken name of a ticked box.
task-done = Fait

# Spoken name of an empty box.
task-todo = À faire

# Spoken after a link that leaves the site.
external-link = site externe

# Spoken name of a group of tabs. { $n } is its number in the article.
tabs-label = Onglets, groupe { $n }
