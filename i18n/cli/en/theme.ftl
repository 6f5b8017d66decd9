G0601 = template { $template } cannot be used: { $reason }
    .label = here
    .page = while making the page of this text
    .help = fix the template, or delete the file to get back the one of the built-in theme
    .explain = A template of the theme is badly written, or asks for a value that does not exist. The message gives its name and line, and the text whose page was being made. A site's templates are in themes/NAME/templates; without them guichet takes its own.
G0602 = these strings are not valid Fluent: { $reason }
    .label = here
    .help = write “key = text”; the lines that follow are indented
    .explain = Interface strings are written in Fluent, in i18n/LANGUAGE.ftl. Each message starts with its key at the beginning of a line, an equals sign, then the text. The rest of a long text and the variants of a plural are indented. See projectfluent.org.
G0603 = string “{ $key }”, asked for by template { $template }, does not exist ({ $lang })
    .label = asked for here
    .help = add the key to i18n/{ $lang }.ftl
    .nearest = the nearest key is “{ $nearest }”
    .explain = A template asks for an interface string with the function t(), and no language has it. The built-in strings are complete in French and English; a key of the site's own goes into i18n/LANGUAGE.ftl, for each language of the site.
G0604 = the theme has no template “{ $name }”
    .label = asked for here
    .help = create themes/NAME/templates/{ $name }.html, or remove the key “template”
    .nearest = the nearest template is “{ $nearest }”
    .explain = The front matter of an article may choose its template: template = "guide" takes guide.html. This name is that of no file of the theme or the site.
G0605 = theme “{ $name }” does not exist
    .label = named here
    .help = create the folder themes/{ $name }, or write “guichet” for the built-in theme
    .nearest = the nearest theme is “{ $nearest }”
    .explain = The key “name” of the table [theme] names a folder of themes/. A theme holds only the files that differ from the built-in theme, which is called “guichet” and is also used when the key is absent.
G0606 = string “{ $key }” replaces nothing
    .label = defined here
    .help = remove it, or use it in a template of the site
    .nearest = the nearest key is “{ $nearest }”
    .explain = A file i18n/LANGUAGE.ftl replaces interface strings key by key. This key is neither in the built-in strings nor in a template of the site: it is often a typing error, or a key that has changed its name.
G0607 = the theme has no file “{ $name }”
    .label = named here
    .help = add the file to the theme's folder, or remove it from theme.toml
    .nearest = the nearest file is “{ $nearest }”
    .explain = theme.toml lists the style sheets and the scripts, in the order in which pages load them. The names are those of files in styles/ and scripts/, of the site's theme or the built-in one.
G0608 = script { $name } imports itself, by a detour or not
    .label = this script
    .help = put what both share into a third script
    .explain = The published name of a script holds a fingerprint of its bytes, and the scripts that import it hold that name. Scripts that import each other in a circle can therefore have no name.
G0609 = the pages in “{ $lang }” show English words around the text
    .help = write the interface strings of the language in i18n/{ $code }.ftl
    .explain = The words that pages show around the text (menu, contents, previous, next) exist in French and English. For another language they are written in `i18n/CODE.ftl`, one key a line; until then readers see the English ones.
G0610 = template { $template } goes beyond a limit: { $what ->
        [steps] more than { $limit } steps for one page
        [bytes] a page of more than { $limit } bytes
       *[chain] more than { $limit } templates in each other
    }
    .label = here
    .page = while making the page of this text
    .help = look for a loop in a loop, or a component that calls itself without end
    .explain = A template that never ends would hold up the build for hours. For one page templates may take 1,000,000 steps: each turn of a loop or a list comprehension, each block, component and included template is one, and so are every 32 bytes of text kept by {"{% set %}"}. A page may have 32 MiB, range() makes at most 10,000 numbers, and at most 32 templates may include or extend each other.
G0611 = the color { $color } does not stand out enough { $place ->
        [paper] on the page
        [card] on cards
        [sunk] behind code and boxes
        [dark-paper] on the dark page
        [dark-card] on dark cards
        [dark-sunk] behind code and boxes on dark pages
       *[band] under the words of the band
    }: { $ratio } to 1, and 4.5 is needed
    .label = this color
    .help = choose a darker color; for the dark appearance, a lighter one
    .nearest = write "{ $nearest }", the nearest color that passes
    .explain = The `accent` of the table `[theme]` becomes the color of the band, of buttons and of links. Words can be read when their contrast with what is behind them is at least 4.5 to 1 (WCAG 2.2, level AA): guichet measures it on everything the theme puts behind words, in the light and the dark appearance, and refuses a color that falls short. The color it offers has the same hue; only its lightness changes, as little as it can.
G0612 = there is no picture “{ $name }”
    .label = named here
    .help = put the file into static/ or into the theme’s folder (SVG, PNG, WebP, JPEG, GIF or ICO)
    .nearest = the nearest picture in static/ is “{ $nearest }”
    .explain = The keys `logo` and `favicon` of the table `[theme]` name a picture: `logo.svg` is looked for in the theme’s folder, then in `static/`; `img/logo.svg` is `static/img/logo.svg`. The name ends in svg, png, webp, jpg, gif or ico.
G0613 = --{ $name } ({ $color }) does not stand out enough { $place ->
        [paper] on the page
        [card] on cards
        [sunk] behind code and boxes
        [dark-paper] on the dark page
        [dark-card] on dark cards
        [dark-sunk] behind code and boxes on dark pages
       *[band] on the band
    }: { $ratio } to 1, and { $least } is needed
    .label = this property, or that of what is behind
    .help = move the color away from that of what is behind
    .nearest = --{ $name }: { $nearest } is the nearest color that passes
    .explain = A style of the site changes the colors of the theme, and what comes of it is hard to read: 4.5 to 1 is needed between words and what is behind them, 3 to 1 between an outline or a mark and what is behind it (WCAG 2.2, level AA), in the light and the dark appearance. guichet measures the theme’s properties that are written as colors, or as light-dark(light, dark).
