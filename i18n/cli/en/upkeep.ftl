# What a site loses sight of as it grows (area 12).

G1201 = this page has no description
    .label = no description in its front matter
    .help = add description = "…": one sentence that says what the reader finds here
    .explain = The description stands below the title in lists, in search results and in those of search engines. Without it guichet takes the beginning of the text, which is seldom written for that.

G1202 = two articles are called “{ $title }”
    .label = the second
    .first = the first
    .help = say in each title what sets it apart
    .explain = In search results and in a browser's tabs the title stands alone, without the section it is in. Two articles of one language with the same title cannot be told apart there.

G1203 = two pages have the same description
    .label = the second
    .first = the first
    .help = say what this page holds and the other does not
    .explain = A description says what sets a page apart. The same twice was most often copied with the front matter.

G1204 = this page was to be read again by { $date }{ $owned ->
        [0] {""}
       *[other] {" "}(owner: { $owner })
    }
    .label = past
    .help = read it, correct it, then put the next date in review_by
    .explain = `review_by` is the day by which somebody promised to read the page again. It is compared with today, or with --date.

G1205 = only lists lead to “{ $id }”: no text does
    .label = no link, and nobody's related article
    .help = link to it from an article that speaks of the same, or name it in the related of one
    .explain = Every article is in the list of its section, but few people read lists: they follow links. No text of the site leads to this article, no article shows it among its related ones, and none beside it shares its tags. Either readers have a use for it, and a text can say so, or it can go.

G1206 = nothing uses “{ $path }”
    .help = show it or link to it, or delete it
    .explain = Files beside texts and images of static/ are published, and weigh on the site and on its backups. No link or image leads to this one, and its name is in no front matter, no HTML, no template, no style and no setting. Of static/ only images are looked at: other files may be linked from outside.

G1207 = { $width ->
        [0] “{ $path }” weighs { $kib } KiB
       *[other] “{ $path }” is { $width } pixels wide and weighs { $kib } KiB
    }
    .label = far more than a page shows
    .help = save it at most 1,600 pixels wide, as JPEG, WebP or AVIF if it is a photo
    .explain = The text column is about 740 pixels wide, 1,480 on the sharpest screens. An image of more than 2,400 pixels or 1 MiB costs readers time and data for nothing they can see, on a telephone above all.
