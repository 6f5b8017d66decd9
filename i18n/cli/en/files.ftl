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
    .explain = Phones note in each photo the place where it was taken, often within a few meters: an address, sometimes a home. Guichet copies images as they are, so whoever downloads this one can read the position. Most photo apps can leave it out when they export; the command `exiftool` removes it without touching the picture. `-overwrite_original` avoids a copy named `_original`, which would be published too.
