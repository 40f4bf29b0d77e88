//! French.

use super::Table;
use crate::lint::words::{Capitals, List};

pub(super) const TABLE: Table = Table {
    language: "fr",
    capitals: Capitals::Names,
    lists: &[
        // Ours.
        (
            List::Empty,
            "le | la | les | l | un | une | des | du | de | d | ce | cet | cette | ces | ceci \
             | notre | nos | votre | vos | son | sa | ses | leur | leurs | à | au | aux | en \
             | sur | dans | pour | par | et | ou | avec | y | nous | vous | se | s | tout \
             | toute | toutes | tous | intégral | intégrale | entier | complet | complète \
             | dernier | dernière | nouveau | nouvelle | autres | autre | plus | maintenant \
             | directement | est | sont | c est | qui | que | aussi | lire | voir | lisez \
             | voyez | page | site | article | cliquez | information | informations | détail \
             | détails | consulter | consultez | étaient | chaque | disponible | disponibles \
             | gratuit | en ligne | pdf | a | ont | été | seront | sera | retrouver | retrouvez \
             | suivre | trouver | trouvez | pouvez | peut",
        ),
        // Sa11y, read and cut; the rest ours.
        (
            List::Pointers,
            "ici | ici même | par ici | cliquez | cliquez ici | cliquer | cliquer ici \
             | clique ici | cliquant ici | en cliquant ici | en cliquant | clic \
             | cliquez sur ce lien | ce lien | lien | liens | le lien | lien suivant \
             | en savoir plus | savoir plus | en savoir davantage | plus d infos \
             | plus d informations | plus d info | plus de détails | voir plus | lire plus \
             | lire la suite | lisez la suite | la suite | voir la suite | voir ici | lire ici \
             | découvrir plus | afficher plus | voir tout | tout voir | cette page \
             | continuer la lecture | poursuivre la lecture | accéder au site | ce site \
             | lien ci-dessous | voir là | par là | sur ce lien | en suivant ce lien \
             | via ce lien | à cette adresse | sur cette page | ce formulaire | le détail ici \
             | lire la suite ici | version intégrale | lire en intégralité | voir les détails \
             | tous les détails | toutes les infos | plus de précisions | par ce lien",
        ),
        // Ours.
        (
            List::Acts,
            "écoutez | écoute | écouter | réécoutez | réécouter | regardez | regarder | revoir \
             | revoyez | visionnez | visionner | voir | voyez | lisez | lire | relire | relisez \
             | consultez | consulter | parcourez | parcourir | explorez | explorer | découvrez \
             | découvrir | téléchargez | télécharger | inscrivez-vous | s inscrire \
             | inscription | abonnez-vous | s abonner | recevez | recevoir | suivez \
             | suivez-nous | suivre | rejoignez | rejoignez-nous | rejoindre | partagez \
             | partager | commentez | commenter | réagissez | réagir | participez | participer \
             | votez | voter | signez | signer | remplissez | remplir | répondez | testez \
             | tester | essayez | essayer | jouez | jouer | achetez | acheter | réservez \
             | réserver | commandez | commander | donnez | faire un don | faites un don \
             | soutenez | soutenir | adhérez | envoyez-nous | écrivez-nous | contactez-nous \
             | posez | posez-nous | dites-nous | racontez-nous | retrouvez | retrouver \
             | cliquez | cliquez sur | calculez | calculer | comparez | cherchez | recherchez \
             | rendez-vous sur | allez | visitez | visiter | accédez | accéder | ouvrez \
             | ouvrir | installez | installer | imprimez | enregistrez-vous | connectez-vous \
             | se connecter | créez | créer un compte | utilisez | activez | choisissez \
             | laissez | laissez-nous | postez | publiez | écrivez | dites-le-nous \
             | racontez-le-nous | donnez-nous | rechargez | tapez | entrez | indiquez \
             | donnez votre | donnez-nous votre | partagez votre | laissez votre",
        ),
        // Ours.
        (
            List::Objects,
            "le | la | les | l | un | une | notre | nos | votre | vos | cet | cette | ces | ce \
             | à | au | aux | ici | en | sur | tout | tous | toutes | nous | vous | ci-dessous \
             | maintenant | gratuitement | plus | comment | pourquoi | ses | aussi | bien \
             | chez | par | avec | pour | d | de",
        ),
        // Ours.
        (
            List::Media,
            "album | disque | morceau | chanson | chansons | titre | titres | playlist \
             | épisode | épisodes | podcast | podcasts | balado | émission | émissions | série \
             | newsletter | newsletters | infolettre | infolettres | lettre \
             | lettre d information | lettre du matin | vidéo | vidéos | clip | extrait \
             | extraits | bande-annonce | film | direct | live | diffusion | rediffusion \
             | replay | audio | enregistrement | entretien | interview | conversation \
             | reportage | article | articles | enquête | tribune | chronique | rapport | étude \
             | document | documents | arrêt | jugement | décision | communiqué | transcription \
             | texte | discours | chapitre | critique | billet | blog | galerie | diaporama \
             | portfolio | photos | images | carte | carte interactive | infographie \
             | graphique | base de données | données | simulateur | calculateur | outil | quiz \
             | quizz | test | sondage | questionnaire | formulaire | pétition | calendrier \
             | agenda | programme | guide | appli | application | site | archives | liste \
             | recette | recettes | billets | places | alertes | notifications | fil | chaîne \
             | groupe | pdf | fichier | dossier | résultats | concert | conférence | débat \
             | livre | livre audio | numéro | magazine | compte | abonnement | boutique \
             | commentaires",
        ),
        // Ours.
        (
            List::Controls,
            "cliquez | cliquez sur | en cliquant | cliquant sur | cliquer sur | appuyez sur \
             | appuyant sur | tapotez | balayez | glissez le doigt | faites glisser \
             | faites défiler | défilez | déroulez | survolez | passez la souris \
             | passez le curseur | placez le curseur | sélectionnez | saisissez | entrez votre \
             | indiquez votre | remplissez | remplissant | complétez | zoomez | agrandissez \
             | cochez | actualisez | rechargez | scannez | touchez | déplacez le | appuyer sur \
             | faire défiler | survoler | remplir | sélectionner | cliquer",
        ),
        // Ours.
        (
            List::Parts,
            "bouton | boutons | icône | icônes | flèche | flèches | lien | liens | onglet \
             | onglets | menu déroulant | curseur | barre de recherche | moteur de recherche \
             | champ de recherche | formulaire | lecteur | lecteur audio | lecteur vidéo \
             | code postal | adresse mail | adresse e-mail | adresse électronique | votre email \
             | votre e-mail | votre adresse | mot de passe | commentaires | espace commentaires \
             | section commentaires | qr code | qr-code | code qr | casque audio | loupe \
             | cloche",
        ),
        // Ours.
        (
            List::Targets,
            "point | points | cercle | cercles | bulle | bulles | barre | barres | département \
             | départements | commune | communes | ville | région | régions | nom | noms \
             | titre | titres | image | photo | carte | mot | mots | écran | page | pays \
             | quartier | case | ligne | croix | doigt | liste | casque | haut-parleur",
        ),
        // Ours.
        (
            List::Orders,
            "cliquez ici | cliquez sur | cliquez ci-dessous | cliquez dessus | cliquer ici \
             | cliquer sur | appuyez sur lecture | appuyez sur play | appuyez sur le bouton \
             | appuyez sur la flèche | appuyez sur l icône | faites défiler | faites glisser \
             | faites défiler l écran | faites défiler la page | défilez vers \
             | déroulez la page | balayez l écran | balayez vers | survolez la carte \
             | survolez le graphique | survolez les | survolez chaque | passez la souris \
             | passez votre souris | passez le curseur | glissez le curseur \
             | déplacez le curseur | saisissez votre | entrez votre | entrez le nom \
             | tapez votre | tapez le nom | indiquez votre code | remplissez le formulaire \
             | remplissez ce formulaire | remplissez notre formulaire \
             | en remplissant le formulaire | en remplissant ce formulaire \
             | complétez le formulaire | utilisez le formulaire | utilisez le lecteur \
             | utilisez le menu | utilisez la carte | utilisez le moteur | utilisez les flèches \
             | utilisez l outil | laissez un commentaire | laissez votre commentaire \
             | laissez-nous un commentaire | postez un commentaire | suivez le lien \
             | suivez ce lien | scannez le code | scannez le qr code | actualisez la page \
             | rechargez la page | activez le son | activez javascript | zoomez sur \
             | choisissez dans la liste | choisissez dans le menu | sélectionnez votre \
             | sélectionnez dans | écoutez ci-dessous | regardez ci-dessous \
             | inscrivez-vous ci-dessous | lisez ci-dessous | écoutez le podcast ci-dessous \
             | en cliquant sur | en cliquant ici | en appuyant sur | cliquant sur \
             | cliquant ici | appuyant sur le | appuyant sur la | faisant défiler \
             | faisant glisser | remplissant le formulaire | remplissant ce formulaire \
             | survolant | utilisant le formulaire | passant la souris | survolez un \
             | survolez le | survolez la | survolez votre | touchez un | touchez le | zoomez \
             | cochez la case | tournez votre téléphone | faites pivoter",
        ),
        // Ours.
        (
            List::Calls,
            "dans les commentaires ci-dessous | en commentaire ci-dessous | lien en bio \
             | lien dans la bio | lien en description | lien dans la description \
             | en cliquant ici | en cliquant sur le lien | en cliquant sur ce lien \
             | en cliquant sur l image | en cliquant sur la photo | en cliquant sur la carte \
             | en cliquant sur le bouton | en cliquant sur les | en remplissant le formulaire \
             | via le formulaire ci-dessous | dans le lecteur ci-dessus \
             | dans le lecteur ci-dessous | sur le bouton ci-dessous \
             | dites-le-nous en commentaire | en commentaire de cet article \
             | en commentaires ci-dessous",
        ),
        // Ours.
        (
            List::Leads,
            "veuillez | merci de | vous pouvez | vous pouvez aussi | puis | et | ou | en \
             | il suffit de | il vous suffit de | n hésitez pas à | pour cela | pouvez \
             | suffit de | ensuite | simplement",
        ),
        // Ours.
        (
            List::Labels,
            "lire aussi | à lire aussi | à lire | à lire également | lire également | lire \
             | lisez aussi | lisez | à voir | à voir aussi | voir aussi | voir également | voir \
             | regarder | regardez | regarder aussi | à regarder | à écouter | à écouter aussi \
             | écouter | écoutez | écoutez aussi | écouter aussi | à réécouter | réécouter \
             | revoir | à revoir | à relire | relire | en savoir plus | pour en savoir plus \
             | pour aller plus loin | aller plus loin | plus d infos | plus d informations \
             | la suite | lire la suite | sur le même sujet | sur le même thème \
             | dans le même dossier | notre dossier | à découvrir | découvrir | découvrez \
             | vidéo | vidéos | en vidéo | en photos | en images | portfolio | notre carte \
             | dans nos archives | de nos archives | décryptage | à ne pas manquer \
             | ne manquez pas | direct | suivre le direct | article lié | articles liés \
             | articles connexes | à lire sur le même sujet | consulter | télécharger \
             | retrouvez | liens | liens utiles | à consulter | à lire et à voir | nos articles \
             | notre article | notre vidéo | notre podcast | notre sélection",
        ),
        // Ours.
        (
            List::Things,
            "encadré | encadrés | icône | formulaire | bandeau | questionnaire | sondage | quiz \
             | tweet | post | simulateur | outil | frise | pdf | bouton | cercles | bulles",
        ),
        // Ours.
        (
            List::Pictures,
            "photo | photos | photographie | image | images | illustration | graphique \
             | graphiques | courbe | infographie | carte | cartes | plan | schéma | diagramme \
             | dessin | croquis | capture | capture d écran | galerie | diaporama | visuel \
             | animation | cliché | portrait",
        ),
        // Ours.
        (
            List::Players,
            "vidéo | vidéos | lecteur | lecteur audio | audio | extrait | extraits | podcast \
             | balado | film | bande-annonce | enregistrement | direct | émission | playlist",
        ),
        // Ours.
        (List::Tables, "tableau | tableaux"),
        // Ours.
        (List::Lists, "liste | listes | énumération"),
        // Ours.
        (List::Links, "lien | liens"),
        // Ours.
        (
            List::Spots,
            "ci-contre | photo du haut | photo du bas | image du haut | image du bas \
             | photo de gauche | photo de droite | image de gauche | image de droite \
             | sur la photo en haut | graphique du haut | graphique du bas",
        ),
        // Ours.
        (
            List::Places,
            "à gauche | à droite | sur la gauche | sur la droite | en haut à gauche \
             | en haut à droite | en bas à gauche | en bas à droite | à côté | en regard \
             | dans la colonne de droite | dans la colonne de gauche",
        ),
        // Ours.
        (
            List::Below,
            "ci-dessous | ci-après | plus bas | en dessous | au-dessous",
        ),
        // Ours.
        (List::Above, "ci-dessus | plus haut | au-dessus"),
        // Ours.
        (
            List::Fronts,
            "ci-dessous la | ci-dessous le | ci-dessus la | ci-dessus le",
        ),
        // Ours.
        (List::Takers, "de | du | des | d | que"),
        // Ours.
        (List::Openers, "ci-dessous | ci-dessus | ci-contre"),
        // Ours.
        (
            List::Pages,
            "sur cette page | sur cette page web | sur notre page | sur cet écran \
             | sur votre écran | à l écran de votre | à la page suivante | à la page précédente \
             | page ci-contre | sur la page ci-contre | suite page | lire page | lire en page \
             | voir page | dans un nouvel onglet | dans une nouvelle fenêtre \
             | dans votre navigateur | haut de page | retour en haut de page | retour en haut \
             | bas de page | en bas de page | en haut de page | en pied de page \
             | en fin d article | en fin de page | en début d article | en tête d article \
             | au bas de l article | à droite de votre écran | suite en page | la suite en page \
             | à lire en page",
        ),
        // Ours.
        (
            List::Edges,
            "en haut de | tout en haut de | en bas de | tout en bas de | au bas de | au pied de \
             | au sommet de | à la fin de | en fin de | au début de | en tête de | à droite de \
             | à gauche de | en haut à droite de | en haut à gauche de | en bas à droite de \
             | en bas à gauche de | dans le coin supérieur droit de \
             | dans le coin supérieur gauche de | dans le coin inférieur droit de \
             | dans le coin inférieur gauche de | coin supérieur droit de \
             | coin supérieur gauche de | coin inférieur droit de | sur le côté droit de \
             | sur le côté gauche de | sur le côté de | dans la partie droite de | ailleurs sur \
             | à côté de | plus bas dans | plus haut dans | en marge de",
        ),
        // Ours.
        (
            List::Sheets,
            "cette page | cet article | ce texte | ce billet | ce dossier | cet entretien \
             | cette interview | ce reportage | cet écran | l écran | votre écran | la page \
             | cette page web | ce site | notre site | la page d accueil | notre page d accueil \
             | cette fenêtre | la fenêtre | votre navigateur | cette infolettre \
             | cette newsletter | l article | ce diaporama",
        ),
        // Ours.
        (
            List::Captions,
            "de gauche à droite | de droite à gauche | de haut en bas \
             | dans le sens des aiguilles d une montre | dans le sens horaire \
             | à partir de la gauche | à partir de la droite | en partant de la gauche \
             | en partant de la droite | deuxième à partir de la gauche \
             | deuxième en partant de la gauche | troisième en partant de la gauche \
             | deuxième à gauche | deuxième à droite | au premier plan | premier rang \
             | dernier rang | au premier rang de gauche | rangée du haut | rangée du bas \
             | à gauche sur la photo | à droite sur la photo | à gauche de la photo \
             | à droite de la photo | au centre de la photo | au centre sur la photo \
             | photo de gauche | photo de droite",
        ),
        // Ours.
        (
            List::Corners,
            "à gauche | à droite | au centre | à g | à dr | gauche | droite | centre | en haut \
             | en bas | haut | bas | en haut à gauche | en haut à droite | en bas à gauche \
             | en bas à droite | au milieu | au fond | au premier plan | à l arrière-plan \
             | 2e à gauche | 2e à droite | 2e à partir de la gauche \
             | 2e en partant de la gauche | 3e en partant de la gauche \
             | 3e à partir de la gauche | deuxième à gauche | deuxième à droite \
             | deuxième en partant de la gauche | deuxième à partir de la gauche \
             | debout à gauche | assis à droite",
        ),
        // Ours.
        (
            List::Looks,
            "en gras | en caractères gras | en italique | en italiques | soulignés | soulignées \
             | souligné | soulignée | barrés | barrées | grisés | grisées | grisé | grisée \
             | surlignés | surlignées | biffés | biffées | rayés | en surbrillance",
        ),
        // Ours.
        (
            List::Colours,
            "en rouge | en vert | en bleu | en jaune | en gris | en orange | en violet \
             | en bleu foncé | en bleu clair | en vert foncé | en vert clair | en rouge foncé \
             | en gris clair | en pointillés",
        ),
        // Ours.
        (
            List::Shows,
            "indiqué | indiquée | indiqués | indiquées | marqué | marquée | marqués | marquées \
             | signalé | signalée | signalés | signalées | surligné | surlignée | surlignés \
             | surlignées | mis | mise | mises | affiché | affichée | affichés | affichées \
             | représenté | représentée | représentés | représentées | colorié | coloriés \
             | coloriées | colorés | colorées | noté | notés | notées | soulignés | soulignées \
             | entourés | entourées | mentionnés | mentionnées | inscrits | inscrites | noms \
             | mots | passages | lignes | chiffres | titres | dates | communes | départements \
             | régions | zones | pays | phrases | termes | ajouts | modifications | réponses \
             | valeurs | cases | colonnes | grisés | teintés | teintées | coloré | colorée \
             | encadrés | encadrées | tracés | tracées | dessinés",
        ),
        // Ours.
        (
            List::Styles,
            "apparaissent en bleu | apparaissent en rouge | apparaissent en vert \
             | apparaissent en gris | figurent en rouge | figurent en bleu | figurent en vert",
        ),
        // Ours.
        (
            List::Beings,
            "est | sont | était | étaient | sera | seront | ont été | apparaissent | écrit \
             | écrits | écrites | imprimé | imprimés | imprimées | ceux | celles | apparaît \
             | figure | figurent",
        ),
        // Ours.
        (
            List::Steps,
            "étape | étapes | point | points | numéro | numéros | question | questions | n | no \
             | règle | règles | conseil | conseils | alinéa",
        ),
        // Ours.
        (List::Owners, "de | du | des"),
        // Ours.
        (
            List::Ordinals,
            "e | er | re | ère | ème | es | ers | res | nd | nde | me | mme | mmes | lle | lles \
             | mes | o | os | r | rs | gr | gd | ve | vve | st | ste | tm | dr | mgr | cie",
        ),
        // Ours.
        (
            List::Except,
            "à gauche de la gauche | à droite de la droite | pied de la lettre \
             | en haut de l affiche | en bas du tableau | étape par étape | point par point \
             | de gauche comme de droite | de droite comme de gauche | de gauche et de droite \
             | de droite et de gauche | mis en avant | écrit noir sur blanc | appuyez-vous \
             | en page une | à l écran | de page en page | dans le rouge | voir rouge \
             | cliquant sur un lien | cliquant sur des liens | cliquez pas \
             | cliquant sur une pièce | cliquez jamais | cliquer sur un lien \
             | cliquer sur des liens | cliqué sur",
        ),
    ],
};
