# Fichiers du site (07).

G0701 = ce fichier n’est pas du texte UTF-8
    .label = premier caractère illisible
    .help = enregistrez-le de nouveau en UTF-8; il semble être en { $guess ->
        [UTF-16] UTF-16 (« Unicode » dans le Bloc-notes)
       *[other] Latin-1 ou Windows-1252 (« ANSI » dans le Bloc-notes)
    }
    .explain = Tous les fichiers de texte sont en UTF-8. Dans la plupart des éditeurs, « Enregistrer avec l’encodage » ou « Encodage » le propose.
G0702 = un caractère de contrôle ({ $sign }) se trouve dans le texte
    .help = supprimez-le; il est remplacé dans le résultat
    .explain = Les caractères de contrôle viennent de copies depuis d’autres logiciels. Ils ne veulent rien dire dans une page web et sont remplacés.
G0703 = ce fichier dépasse { $limit } octets
    .help = divisez l’article
    .explain = Un fichier de texte peut avoir 16 Mio, bien plus qu’un livre entier. Un article plus long ne se lirait pas.
G0704 = un lien symbolique n’a pas été suivi (il pointe vers « { $target } »)
    .help = remplacez le lien par le fichier lui-même
    .explain = Les liens qui sortent du dossier du site, ne mènent nulle part ou tournent en rond ne sont pas suivis : rien d’extérieur au site n’est jamais publié.
G0705 = ceci n’est ni un fichier ni un dossier
    .help = retirez-le du site
    .explain = Les tubes, les prises et les périphériques ne sont pas lus.
G0706 = « { $name } » ne peut pas être un nom de fichier sur tous les systèmes
    .help = renommez le fichier : lettres, chiffres, traits d’union; pas de < > : " \ | ? *
    .explain = Ce qui est publié doit pouvoir se ranger sur tout serveur, Windows compris : ni signes ni noms réservés, au plus 240 octets, et au moins une lettre ou un chiffre.
G0707 = ce fichier a disparu pendant la construction du site
    .help = relancez la construction
    .explain = Le fichier était là au début et n’a pu être lu ensuite : il a été supprimé, renommé, ou a perdu son droit de lecture.
G0708 = une page web se trouve parmi les textes : { $path }
    .help = déplacez-la dans static/ si vous lui faites confiance
    .explain = Les auteurs ne peuvent pas écrire n’importe quel HTML dans un texte; un fichier que les navigateurs ou les serveurs exécutent comme une page n’est donc pas copié depuis `content/` non plus. Les fichiers de `static/` sont copiés tels quels. Avec `html = "trusted"`, ceux de `content/` le sont aussi.
G0709 = « { $name } » a l’air d’un texte mais n’est pas publié
    .help = terminez son nom par .md en minuscules, ou retirez-le
    .explain = Les textes se terminent par `.md`, en minuscules. Les copies que laissent les éditeurs (`.md~`, `.bak`) et les noms en majuscules (`.MD`) ne sont ni des textes ni des fichiers pour les lecteurs; ils sont laissés de côté.
G0710 = l’image « { $path } » dit où elle a été prise (position GPS)
    .help = retirez la position dans l’application de photos, ou par exiftool -overwrite_original -gps:all= -xmp-exif:all= FICHIER
    .explain = Les téléphones notent dans chaque photo le lieu où elle a été prise, souvent à quelques mètres près : une adresse, parfois un domicile. Guichet l’enlève des images JPEG, PNG et WebP de `content/`; il ne le fait ni dans les fichiers de `static/`, copiés tels quels, ni dans les formats HEIC et AVIF. Qui télécharge cette image lit donc la position. La plupart des applications de photos peuvent l’enlever à l’exportation; la commande `exiftool` le fait sans toucher à l’image. `-overwrite_original` évite une copie `_original` qui serait publiée aussi.
G0711 = l’image « { $path } » est abîmée
    .help = ouvrez-la dans un logiciel d’images et enregistrez-la de nouveau, ou remplacez le fichier
    .explain = Le fichier ne se lit pas, ou pas jusqu’à la fin : il a été mal copié ou coupé, ou son nom ne dit pas ce qu’il est. Il est publié tel quel, sans copies plus légères, et les lecteurs n’en verront peut-être rien. Un dessin SVG de `content/` n’est publié que jusqu’à l’endroit où il cesse d’être du XML.
G0712 = l’image « { $path } » a plus de { $limit } millions { $unit ->
        [bytes] d’octets
       *[pixels] de pixels
    }
    .help = réduisez-la : 2 000 pixels de large suffisent à tous les écrans
    .explain = Une image aussi grande n’est pas décodée, car elle remplirait la mémoire. Elle est publiée telle quelle, sans copies plus légères; qui ouvre la page la télécharge en entier. Un dessin SVG de `content/` aussi gros, qui ne peut pas être vérifié, est remplacé par un dessin vide.
G0713 = le dessin « { $path } » contenait ce qui s’exécute ou se charge d’ailleurs, et qui en a été retiré : { $removed }
    .help = exportez-le de nouveau en SVG simple, sans script ni lien vers d’autres fichiers
    .explain = Un fichier SVG peut porter des scripts, réagir aux gestes et charger des fichiers d’autres sites. Rien de cela ne sert à une image, et qui ouvre le dessin l’exécuterait comme s’il venait de votre site. Le reste du dessin est publié. Les dessins de `static/` sont copiés tels quels; avec `html = "trusted"`, tous le sont.
