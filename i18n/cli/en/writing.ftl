# What is amiss in the words themselves (area 11).

G1101 = the quotation mark { $sign } has no pair
    .label = alone
    .help = add the other one, or take this one away
    .explain = Quotation marks come in pairs. guichet turns straight quotes into the right ones when it sees both; it cannot guess where a lone one was to be closed. A quotation of several paragraphs may open with a mark at each of them and is closed once, at its end.

G1102 = { $sign } are quotation marks of another language
    .label = in this language: { $right }
    .help = write straight quotes, which guichet turns into { $right }, or type these
    .explain = French quotes with « », and puts “ ” inside a quotation only; English quotes with “ ”. Straight quotes (") become those of the language of the page.

G1103 = { $kind ->
        [before] there is a space before “{ $sign }”
        [inside] there is a space between a parenthesis and its words
        [elision] there is a space after the apostrophe
       *[missing] a space is missing after “{ $sign }”
    }
    .label = here
    .help = { $kind ->
        [missing] add it
       *[other] take it away
    }
    .explain = guichet sets by itself the spaces that a language wants around its signs. It does not touch those that no rule wants, since they may hide another mistake: a space before a comma or a period, inside parentheses, after an apostrophe, or none after a comma.

G1104 = “{ $sign }” stands in the place of an apostrophe
    .label = another sign
    .help = type the apostrophe of the keyboard ('); guichet makes it a curly one
    .explain = An acute or grave accent, or an opening quote, looks like an apostrophe but is none: search does not find the word, and a screen reader stumbles on it.

G1105 = “{ $written }” is not how the ordinal is abbreviated
    .label = { $right }
    .help = write { $right }
    .explain = French abbreviates “premier” as 1er, “première” as 1re, and “deuxième” and those after it as 2e, 3e, 4e (OQLF). 1ère and 2ème are mistakes.

G1106 = “{ $written }” is written with a ligature
    .label = { $right }
    .help = write { $right }
    .explain = In French, œ is a letter in words like œuvre, cœur, sœur, œil and nœud. With oe the word is misspelled. Search finds both.

G1107 = “{ $written }” lacks the accent of its capital
    .label = { $right }
    .help = write { $right }
    .explain = French capitals take their accents (OQLF): À, É, Ê. Without it “A” may be read as another word.

G1108 = this passage seems to be in another language ({ $lang }){ $more ->
        [0] {""}
        [one] , and so does one more in this text
       *[other] , and so do { $more } more in this text
    }
    .label = language: { $lang }
    .help = translate it; if it is to stay, put it in <span lang="{ $lang }">…</span>, between quotation marks or in italics
    .explain = Most such passages were left over from the other language's text. A screen reader pronounces them with the wrong voice, and search looks for them in the wrong language. What is meant is said with `lang`. Quotes, code, links, emphasis, words between quotation marks and references are never looked at, and a passage has at least eight words.
