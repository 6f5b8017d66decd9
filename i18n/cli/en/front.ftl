# Front matter (area 02).

G0201 = the front matter is not closed
    .label = opened here
    .help = add a line with only { $fence } after the last key
    .explain = Front matter stands between two lines with only `+++` (TOML) or only `---` (YAML). The second line is missing, so guichet cannot tell where the text begins.
G0202 = unknown key “{ $key }”
    .help = remove it, or put it under [extra]
    .nearest = did you mean “{ $nearest }”?
    .explain = The front matter has a key that guichet does not know; it has no effect. A site's own data goes under `extra`.
G0203 = this article has no title
    .help = add title = "…" to the front matter, or begin the text with a # heading
    .explain = Every article needs a title: the `title` key, or a first-level heading that opens the text.
G0204 = the article expires before it is published
    .help = expires_on must be later than publish_on
    .explain = With these two dates the article is never shown.
G0205 = the front matter is longer than { $limit } bytes
    .help = move long text into the article
    .explain = Front matter may be 64 KiB long.
G0206 = “{ $id }” cannot be an article id
    .help = use names separated by /, like loans/renewals
    .explain = An id looks like a relative path: names separated by `/`, without `..`, without signs that file systems refuse.
G0207 = “{ $slug }” cannot be a part of an address
    .help = use letters, digits and hyphens, like renouveler-un-emprunt
    .explain = A slug is the last part of the address: one name without spaces, slashes or signs that addresses reserve.
G0208 = there is no article “{ $id }” to relate to
    .help = write the id of an article: its path below the language, without .md
    .nearest = did you mean “{ $nearest }”?
    .explain = The `related` list holds article ids, such as `loans/renewals`.
G0209 = the title has no word
    .help = write the title as a patron would ask it
    .explain = A title needs at least one letter or digit.
G0210 = unknown chat tool “{ $provider }”
    .help = use one of: zendesk, messenger, libraryh3lp, tawk, libanswers, chatwoot, zammad, intercom, crisp
    .nearest = did you mean “{ $nearest }”?
    .explain = The `provider` key names the chat tool that a guide is about.
G0211 = front matter must begin on the first line of the file
    .help = remove the empty lines before { $fence }
    .explain = The front matter of an article is known by its line `+++` or `---`, the very first of the file. After an empty line it is only text and would be shown in the page.
G0212 = this looks like { $written }, but stands between lines { $fence }
    .help = write { $right } instead of { $fence }, before and after the front matter
    .explain = Between lines `+++`, front matter is TOML: `title = "Hello"`. Between lines `---`, it is YAML: `title: Hello`. The two do not mix.
