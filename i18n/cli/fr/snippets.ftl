# Extraits des outils de clavardage (13).

G1301 = « { $value } » ne peut pas être { $key } : { $shape ->
        [uuid] il faut 32 chiffres hexadécimaux en groupes de 8, 4, 4, 4 et 12
        [hex24] il faut 24 chiffres hexadécimaux
        [page] il faut le nom de la page, sans https:// ni m.me/
        [host] il faut un nom d’hôte, sans https:// ni barre oblique
        [address] il faut une adresse qui commence par https://
       *[other] il faut des lettres, des chiffres, - et _ seulement
    }
    .label = pas un identifiant
    .help = copiez-le de l’extrait que donne l’outil de clavardage, sans guillemets ni espaces
    .explain = Chaque outil de clavardage donne à votre compte un identifiant d’une forme précise; un identifiant d’une autre forme ne montrerait rien dans le catalogue. Ces identifiants sont publics : ils paraissent dans la page. Un mot de passe ou un jeton n’a pas sa place ici.

G1302 = un script est écrit comme du texte : les usagers le lisent, rien ne fonctionne
    .label = &lt;script au lieu de <script
    .help = effacez l’extrait, ouvrez « Code source » (<>) dans l’éditeur de Koha, collez-le là et enregistrez
    .explain = Collé dans la page visible de l’éditeur, un extrait devient du texte : chaque < est remplacé par &lt;. Il faut le coller dans la fenêtre « Code source », ou modifier la personnalisation avec l’éditeur de texte.

G1303 = l’éditeur a mis des sauts de ligne HTML dans le script; il ne fonctionne plus
    .label = ceci n’est pas du code
    .help = effacez l’extrait, puis collez-le de nouveau dans la fenêtre « Code source »
    .explain = Un éditeur de texte enrichi ajoute des balises br ou p à ce qu’on y colle. À l’intérieur d’un script, ce sont des erreurs, et le navigateur abandonne tout le script.

G1304 = des guillemets typographiques tiennent lieu de guillemets droits
    .label = guillemet courbe
    .help = copiez l’extrait de nouveau depuis l’outil, jamais depuis un traitement de texte ou un courriel
    .explain = Les traitements de texte et les messageries remplacent les guillemets droits par des guillemets courbes ou français. Dans du code, seuls les droits comptent.

G1305 = un deuxième extrait de { $provider } est dans la même page
    .label = le deuxième
    .first = le premier
    .help = gardez-en un seul; regardez aussi les onglets des autres langues et les autres personnalisations
    .explain = Deux extraits du même outil montrent deux pastilles, ou aucune. Cela arrive quand l’onglet « Par défaut » et celui d’une langue ont chacun le leur, ou qu’un ancien extrait est resté dans une préférence système.

G1306 = le module de Messenger pour les sites n’existe plus depuis le 9 mai 2024
    .label = ne fait plus rien
    .help = retirez-le, et mettez plutôt un lien : guichet embed messenger
    .explain = Meta a fermé le module de clavardage pour les sites (Chat Plugin). Son extrait charge encore un script de Facebook, qui suit les visites sans rien offrir. Il reste les liens m.me, qui ouvrent Messenger.

G1307 = cet extrait est celui de Zopim, que Zendesk a remplacé
    .label = ancien extrait
    .help = retirez-le, puis collez celui d’aujourd’hui : guichet embed zendesk
    .explain = Zopim est l’ancêtre du clavardage de Zendesk. L’extrait d’aujourd’hui porte l’id ze-snippet et vient de static.zdassets.com.

G1308 = { $url } est demandé sans chiffrement
    .label = http:
    .help = écrivez https:
    .explain = Un catalogue servi en https refuse les scripts demandés en http : le navigateur ne charge rien et ne le dit que dans sa console.

G1309 = l’extrait est en « { $snippet } » dans une page en « { $page } »
    .label = cette langue
    .help = mettez dans chaque onglet l’extrait de sa langue : guichet embed --lang { $page }
    .explain = Koha montre l’onglet de la langue de l’interface. Un extrait qui impose une autre langue y parle la mauvaise langue aux usagers.

G1310 = « { $value } » tient la place d’un identifiant
    .label = à remplacer
    .help = { $shape ->
        [uuid] mettez la clé de votre compte, 32 chiffres hexadécimaux en cinq groupes
        [hex24] mettez l’identifiant de votre propriété, 24 chiffres hexadécimaux
       *[other] mettez l’identifiant que donne l’outil de clavardage
    }
    .explain = Les modes d’emploi montrent les extraits avec un nom en majuscules ou une valeur inventée à la place de l’identifiant de la bibliothèque. Tel quel, l’extrait n’appelle le compte de personne.

G1311 = { $kind ->
        [inline] la politique de sécurité de la page (CSP) interdit ce script en ligne
       *[other] la politique de sécurité de la page (CSP) interdit les scripts de { $host }
    }
    .label = bloqué par le navigateur
    .help = { $kind ->
        [inline] demandez à votre hébergeur un fichier servi par le catalogue, ou employez un lien
       *[other] demandez à votre hébergeur d’ajouter { $host } à script-src
    }
    .explain = Depuis la version 26.05, Koha peut envoyer une politique de sécurité du contenu. Un script en ligne y est bloqué s’il ne porte pas le nonce de la page, que du HTML collé ne peut pas connaître; un script d’un autre hôte, si cet hôte n’est pas nommé.

G1312 = un script n’est pas fermé : tout ce qui suit dans la page en fait partie
    .label = commence ici
    .help = ajoutez </script> à la fin de l’extrait
    .explain = Sans sa fin, un script avale le reste de la page, et le catalogue perd son pied de page. Recopiez l’extrait en entier.

G1313 = aucun extrait d’un outil de clavardage connu ne s’y trouve
    .help = collez ici le code source de la personnalisation, ou de la page du catalogue
    .explain = guichet connaît les extraits de Zendesk, tawk.to, LibraryH3lp, Messenger, Chatwoot, Crisp et le sien. Si la pastille manque dans le catalogue et que rien n’est trouvé ici, la personnalisation est peut-être vide, expirée, ou réservée à une autre bibliothèque.
