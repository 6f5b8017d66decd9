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

# Heading above the cards of the home page.
sections-title = Parcourir par sujet

# Heading above the subsections of a section.
subsections-title = Dans cette section

# Heading above the questions that the home page puts forward.
asked-title = Questions fréquentes

# Last line of a section in the navigation: how many of its articles are not listed there.
n-more =
    { $n ->
        [one] { $n } autre
       *[other] { $n } autres
    }

# Button that prints a section with the whole text of its articles.
print-section = Imprimer toute la section

# Heading above the list of articles that stand at the root of the site.
articles-title = Articles

# How many articles a section or a tag holds. { $n } is the number.
n-articles =
    { $n ->
        [0] aucun article
        [one] { $n } article
       *[other] { $n } articles
    }


## Searching, and the index from A to Z

# Button that starts a search.
search = Chercher

# Name of the search field, and what stands in it while it is empty.
search-label = Chercher dans l’aide

# Title of the index of the articles.
index-title = Index de A à Z

# Title of the page of one letter of a long index.
index-letter = Index de A à Z : { $letter }

# Under that title.
index-text = Tous les articles, classés par sujet.

# Link from the home page to the index.
index-all = Toutes les questions, de A à Z

# Spoken name of the row of letters.
index-letters = Lettres de l’index

# How many articles answer what the reader wrote. { $n } is the number.
index-found = Articles trouvés : { $n }

# When none does.
index-none = Aucun article ne contient ces mots. Essayez-en d’autres, ou choisissez une lettre.


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

# Whom an article for everybody is for.
audience-patron = Pour les usagers

# Whom an article is for, in the words of its author (`applies_to` under `extra`).
applies-to = Pour : { $whom }

# The day somebody last checked an article (`reviewed` under `extra`). { $date } is a full date.
reviewed = Vérifié le { $date }

# Link to where the text of an article is edited.
edit = Modifier cette page

# Heading of the list of tags of an article.
tags-label = Étiquettes

# Heading of the list of related articles.
related-title = À lire aussi


## Asking a person, and telling whether a page helped

# Heading of the box that says how to reach a person.
contact-title = Parler à une personne

# Link to a chat.
contact-chat = Clavarder avec nous

# Link to a form.
contact-form = Nous écrire par formulaire

# Heading of the hours at which somebody answers.
contact-hours = Heures

# Question under an article.
vote-title = Cette page vous a-t-elle aidé?

# Its two answers.
vote-yes = Oui
vote-no = Non

# Name of the field for a sentence, once an answer is chosen.
vote-words = Une phrase à ajouter? (facultatif)

# Under that field.
vote-note = N’écrivez aucun renseignement personnel : personne ne pourra vous répondre.

# Button that sends the answer and the sentence.
vote-send = Envoyer

# Stands in place of the form once it is sent.
vote-done = Merci! Votre réponse nous aide à améliorer cette page.


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

# Above the articles whose words are those of the address.
not-found-guess = Cherchiez-vous l’un de ces articles?

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
