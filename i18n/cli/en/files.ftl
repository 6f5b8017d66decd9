# Files of the site (area 07).

G0701 = this file is not UTF-8 text
    .label = first unreadable character
    .help = save it again as UTF-8; it looks like { $guess ->
        [UTF-16] UTF-16 (“Unicode” in Notepad)
       *[other] Latin-1 or Windows-1252 (“ANSI” in Notepad)
    }
    .explain = All text files are UTF-8. In most editors, “Save with encoding” or “Encoding” offers it.
G0702 = a control character ({ $sign }) stands in the text
    .help = delete it; it is replaced in the output
    .explain = Control characters come from copying out of other programs. They mean nothing in a web page and are replaced by the replacement character.
G0703 = this file is larger than { $limit } bytes
    .help = split the article
    .explain = A text file may be 16 MiB, far more than a whole book. Nobody would read a longer article.
G0704 = a symbolic link was not followed (it points to “{ $target }”)
    .help = replace the link by the file itself
    .explain = Links that leave the site's folder, lead nowhere, or run in circles are not followed: nothing outside the site is ever published.
G0705 = this is neither a file nor a folder
    .help = remove it from the site
    .explain = Pipes, sockets and devices are not read.
G0706 = “{ $name }” cannot be a file name on every system
    .help = rename the file: letters, digits, hyphens; no < > : " \ | ? *
    .explain = What is published must be storable on any server, Windows included: no reserved signs or names, no name longer than 240 bytes, and at least one letter or digit.
G0707 = this file disappeared while the site was being built
    .help = build again
    .explain = The file was listed at the beginning of the build and could not be read afterwards: it was removed, renamed, or lost its read permission.
G0708 = a web page stands among the texts: { $path }
    .help = move it to static/ if you trust it
    .explain = Authors may not write any HTML they like in a text, so a file that browsers or servers run as a page is not copied from `content/` either. Files of `static/` are copied as they are. With `html = "trusted"` those of `content/` are too.
G0709 = “{ $name }” looks like a text but is not published
    .help = end its name with .md in lower case, or remove it
    .explain = Texts end in `.md`, in lower case. Copies that editors leave (`.md~`, `.bak`) and names in capitals (`.MD`) are neither texts nor files for readers; they are left out.
G0710 = the image “{ $path }” tells where it was taken (GPS position)
    .help = remove the position with the photo app, or with exiftool -overwrite_original -gps:all= -xmp-exif:all= FILE
    .explain = Phones note in each photo the place where it was taken, often within a few meters: an address, sometimes a home. Guichet takes it out of the JPEG, PNG and WebP images of `content/`; it does not in files of `static/`, which are copied as they are, nor in HEIC and AVIF. So whoever downloads this image can read the position. Most photo apps can leave it out when they export; the command `exiftool` removes it without touching the picture. `-overwrite_original` avoids a copy named `_original`, which would be published too.
G0711 = the image “{ $path }” is damaged
    .help = open it in an image program and save it again, or replace the file
    .explain = The file cannot be read, or not to its end: it was badly copied or cut, or its name does not say what it is. It is published as it is, without lighter copies, and readers may see nothing of it. An SVG drawing of `content/` is published only up to where it ceases to be XML.
G0712 = the image “{ $path }” has more than { $limit } million { $unit ->
        [bytes] bytes
       *[pixels] pixels
    }
    .help = make it smaller: 2,000 pixels in width are enough for every screen
    .explain = An image as large as that is not decoded: it would fill the memory. It is published as it is, without lighter copies, and whoever opens the page downloads all of it. An SVG drawing of `content/` as large as that, which cannot be checked, is replaced by an empty one.
G0713 = the drawing “{ $path }” held what runs or loads from elsewhere, and it was taken out: { $removed }
    .help = export it again as plain SVG, without scripts or links to other files
    .explain = An SVG file can carry scripts, react to gestures, and load files from other sites. None of that is of use in an image, and whoever opens the drawing would run it as if it came from your site. The rest of the drawing is published. Drawings of `static/` are copied as they are; with `html = "trusted"`, all are.
