G0601 = le gabarit { $template } ne peut pas servir (en anglais : { $reason })
    .label = ici
    .page = en fabriquant la page de ce texte
    .help = corrigez le gabarit, ou effacez le fichier pour revenir à celui du thème intégré
    .explain = Un gabarit du thème est mal écrit, ou demande une valeur qui n’existe pas. Le message donne son nom et la ligne, et le texte dont la page se fabriquait. Les gabarits du site sont dans themes/NOM/templates; sans eux, guichet prend les siens.
G0602 = ces chaînes ne sont pas du Fluent valide (en anglais : { $reason })
    .label = ici
    .help = écrivez « clé = texte »; les lignes qui suivent sont en retrait
    .explain = Les textes de l’interface sont écrits en Fluent, dans i18n/LANGUE.ftl. Chaque message commence par sa clé en début de ligne, un signe égal, puis le texte. La suite d’un long texte et les variantes d’un pluriel sont en retrait. Voir projectfluent.org.
G0603 = la chaîne « { $key } », que demande le gabarit { $template }, n’existe pas ({ $lang })
    .label = demandée ici
    .help = ajoutez la clé dans i18n/{ $lang }.ftl
    .nearest = la clé la plus proche est « { $nearest } »
    .explain = Un gabarit demande un texte d’interface par la fonction t(), et aucune langue ne l’a. Les textes intégrés sont complets en français et en anglais; une clé propre au site s’ajoute dans i18n/LANGUE.ftl, pour chaque langue du site.
G0604 = le thème n’a pas de gabarit « { $name } »
    .label = demandé ici
    .help = créez themes/NOM/templates/{ $name }.html, ou retirez la clé « template »
    .nearest = le gabarit le plus proche est « { $nearest } »
    .explain = L’en-tête d’un article peut choisir son gabarit : template = "guide" prend guide.html. Ce nom ne correspond à aucun fichier du thème ni du site.
G0605 = le thème « { $name } » n’existe pas
    .label = nommé ici
    .help = créez le dossier themes/{ $name }, ou écrivez « guichet » pour le thème intégré
    .nearest = le thème le plus proche est « { $nearest } »
    .explain = La clé « name » de la table [theme] nomme un dossier de themes/. Un thème ne contient que les fichiers qui diffèrent du thème intégré, nommé « guichet », lequel sert aussi quand la clé est absente.
G0606 = la chaîne « { $key } » ne remplace rien
    .label = définie ici
    .help = retirez-la, ou servez-vous-en dans un gabarit du site
    .nearest = la clé la plus proche est « { $nearest } »
    .explain = Un fichier i18n/LANGUE.ftl remplace les textes de l’interface clé par clé. Cette clé n’est ni dans les textes intégrés ni dans un gabarit du site : c’est souvent une faute de frappe, ou une clé qui a changé de nom.
G0607 = le thème n’a pas de fichier « { $name } »
    .label = nommé ici
    .help = ajoutez le fichier dans le dossier du thème, ou retirez-le de theme.toml
    .nearest = le fichier le plus proche est « { $nearest } »
    .explain = theme.toml donne la liste des feuilles de style et des scripts, dans l’ordre où les pages les chargent. Les noms sont ceux de fichiers de styles/ et de scripts/, dans le thème du site ou dans le thème intégré.
G0608 = le script { $name } s’importe lui-même, par un détour ou non
    .label = ce script
    .help = mettez ce que les deux partagent dans un troisième script
    .explain = Le nom publié d’un script contient l’empreinte de ses octets, et les scripts qui l’importent contiennent ce nom. Des scripts qui s’importent en rond n’ont donc pas de nom possible.
G0609 = les pages en « { $lang } » montrent des mots anglais autour du texte
    .help = écrivez les textes d’interface de la langue dans i18n/{ $code }.ftl
    .explain = Les mots que les pages montrent autour du texte (menu, sommaire, précédent, suivant) existent en français et en anglais. Pour une autre langue, ils s’écrivent dans `i18n/CODE.ftl`, une clé par ligne; d’ici là, les lecteurs voient les mots anglais.
G0610 = le gabarit { $template } dépasse une limite : { $what ->
        [steps] plus de { $limit } pas pour une page
        [bytes] une page de plus de { $limit } octets
       *[chain] plus de { $limit } gabarits les uns dans les autres
    }
    .label = ici
    .page = pendant la fabrication de la page de ce texte
    .help = cherchez une boucle dans une boucle, ou un composant qui s’appelle lui-même sans fin
    .explain = Un gabarit qui ne finit jamais retiendrait la construction pendant des heures. Pour une page, les gabarits peuvent faire 1 000 000 de pas : chaque tour d’une boucle ou d’une liste en compréhension, chaque bloc, composant et gabarit inclus en est un, de même que chaque tranche de 32 octets de texte gardée par {"{% set %}"}. Une page peut avoir 32 Mio, range() ne va pas au-delà de 10 000 nombres, et 32 gabarits au plus peuvent s’inclure ou se prolonger les uns les autres.
