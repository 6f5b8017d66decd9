# Snippets of chat tools (13).

G1301 = “{ $value }” cannot be { $key }: { $shape ->
        [uuid] it takes 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12
        [hex24] it takes 24 hexadecimal digits
        [page] it takes the name of the page, without https:// or m.me/
        [host] it takes a host name, without https:// or a slash
        [address] it takes an address that begins with https://
       *[other] it takes letters, digits, - and _ only
    }
    .label = not an id
    .help = copy it from the snippet that the chat tool gives, without quotes or spaces
    .explain = Each chat tool gives your account an id of a certain shape; an id of another shape would show nothing in the catalogue. These ids are public: they stand in the page. A password or a token has no place here.

G1302 = a script is written as text: patrons read it, and nothing works
    .label = &lt;script instead of <script
    .help = delete the snippet, open “Source code” (<>) in Koha's editor, paste it there and save
    .explain = Pasted into the visible page of the editor, a snippet becomes text: each < is replaced with &lt;. It must be pasted into the “Source code” dialog, or the customization edited with the text editor.

G1303 = the editor has put HTML line breaks into the script; it no longer works
    .label = this is not code
    .help = delete the snippet, then paste it again into the “Source code” dialog
    .explain = An editor of rich text adds br or p tags to what is pasted into it. Inside a script they are mistakes, and the browser gives up the whole script.

G1304 = typographic quotes stand where straight ones must
    .label = curly quote
    .help = copy the snippet again from the tool, never from a word processor or an e-mail
    .explain = Word processors and mail programs replace straight quotes with curly ones. In code, only straight ones count.

G1305 = a second snippet of { $provider } is in the same page
    .label = the second
    .first = the first
    .help = keep one; look at the tabs of the other languages and the other customizations too
    .explain = Two snippets of one tool show two bubbles, or none. It happens when the “Default” tab and that of a language each have theirs, or an old snippet stayed in a system preference.

G1306 = Messenger's plugin for sites is gone since 9 May 2024
    .label = does nothing any more
    .help = remove it, and give a link instead: guichet embed messenger
    .explain = Meta closed the chat plugin for sites. Its snippet still loads a script of Facebook, which follows visits and offers nothing. What remains is m.me links, which open Messenger.

G1307 = this snippet is Zopim's, which Zendesk replaced
    .label = old snippet
    .help = remove it, then paste today's: guichet embed zendesk
    .explain = Zopim is the ancestor of Zendesk's chat. Today's snippet has the id ze-snippet and comes from static.zdassets.com.

G1308 = { $url } is asked for without encryption
    .label = http:
    .help = write https:
    .explain = A catalogue served over https refuses scripts asked for over http: the browser loads nothing, and says so in its console only.

G1309 = the snippet is in “{ $snippet }” in a page in “{ $page }”
    .label = this language
    .help = put into each tab the snippet of its language: guichet embed --lang { $page }
    .explain = Koha shows the tab of the language of the interface. A snippet that imposes another language speaks the wrong one to patrons there.

G1310 = “{ $value }” stands where an id must
    .label = to be replaced
    .help = { $shape ->
        [uuid] put the key of your account, 32 hexadecimal digits in five groups
        [hex24] put the id of your property, 24 hexadecimal digits
       *[other] put the id that the chat tool gives
    }
    .explain = Guides show snippets with a name in capitals, or an invented value, in the place of the library's id. As it is, the snippet calls nobody's account.

G1311 = { $kind ->
        [inline] the page's security policy (CSP) forbids this inline script
       *[other] the page's security policy (CSP) forbids scripts from { $host }
    }
    .label = blocked by the browser
    .help = { $kind ->
        [inline] ask your host for a file served by the catalogue, or use a link
       *[other] ask your host to add { $host } to script-src
    }
    .explain = Since version 26.05, Koha can send a Content-Security-Policy. An inline script is blocked there unless it carries the page's nonce, which pasted HTML cannot know; a script of another host, unless that host is named.

G1312 = a script is not closed: all that follows in the page is part of it
    .label = begins here
    .help = add </script> at the end of the snippet
    .explain = Without its end, a script swallows the rest of the page, and the catalogue loses its footer. Copy the whole snippet again.

G1313 = there is no snippet of a known chat tool here
    .help = give the source code of the customization, or of the page of the catalogue
    .explain = guichet knows the snippets of Zendesk, tawk.to, LibraryH3lp, Messenger, Chatwoot, Crisp and its own. If the bubble is missing from the catalogue and nothing is found here, the customization may be empty, expired, or another library's.
