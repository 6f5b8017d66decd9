# Addresses of pages (area 08).

G0801 = two pages have the address { $url }
    .first = the other one is here
    .help = give one of them another slug
    .explain = An address is made from the folders, or their slugs, and the file's name, or its slug. Two texts of one language came out the same.
G0802 = the alias { $alias } is the address of a page
    .first = this page
    .help = remove the alias
    .explain = A redirect would take the place of a page that exists. An alias is for an address that no page has any more.
G0803 = the alias { $alias } stands on two articles
    .first = the other one is here
    .help = remove one of them
    .explain = An old address can lead to one page only.
G0804 = “{ $alias }” is not an address of this site
    .help = write the path of the old address, like /fr/old/page/
    .explain = An alias is a path from the root of the site. Other sites, `..`, queries and signs that file systems refuse are not allowed.
G0805 = the alias { $alias } leads to itself
    .help = remove it
    .explain = An alias is an old address of the article; this is its present one.
G0806 = a file stands where { $path } is already taken
    .first = by this
    .help = rename the file
    .explain = A file of `static/`, or beside an article, has the address of a page or of a file that guichet makes.
G0807 = { $url } and { $other } are the same on some systems
    .first = the other one is here
    .help = give one of them another slug or name
    .explain = Some file systems do not tell upper from lower case, or two ways to write é. Both pages would be one file there.
