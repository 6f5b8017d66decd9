# Between the languages (area 05).

G0501 = two articles have the id “{ $id }”
    .first = the other one is here
    .help = rename one of the files, or give one of them another id
    .explain = Within one language an id names one article. `name.md` and `name/index.md` have the same id.
G0502 = “{ $id }” has no { $lang } version
    .help = translate it, or leave it: the navigation says that it exists in the other language
    .explain = An article exists in one language and not in the other. Readers of the other language still find it, marked with its language.
G0503 = the { $lang } version of “{ $id }” is older than the original
    .help = bring the translation up to date, then change its updated date
    .explain = The `updated` date of the default language's article is later than that of the translation.
G0504 = “{ $code }” in content/ is not a language of the site
    .help = declare it under [languages], or move it out of content/
    .nearest = did you mean “{ $nearest }”?
    .explain = Every folder below `content/` is one language, declared in `guichet.toml`. What stands elsewhere is not published.
