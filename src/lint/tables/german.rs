//! German.

use super::Table;
use crate::lint::words::{Capitals, List};

pub(super) const TABLE: Table = Table {
    language: "de",
    capitals: Capitals::Nouns,
    lists: &[
        // Ours.
        (
            List::Empty,
            "der | die | das | den | dem | des | ein | eine | einen | einem | einer | diesen \
             | diesem | dieser | diese | dieses | zu | zum | zur | für | von | vom | mit | bei \
             | im | in | ins | am | an | auf | über | unter | und | oder | als | sie | ihr | es \
             | man | uns | unser | unsere | unseren | unserem | alle | alles | allen | jetzt \
             | nun | noch | auch | bitte | ganze | ganzen | komplette | kompletten \
             | vollständige | vollständigen | neue | neuen | gibt | gibt es | ist | sind \
             | finden | findet | steht | zu finden | dazu | davon | darüber | können | kann \
             | geht | geht s | geht es | weitere | weiteren | direkt | einfach | nachhören \
             | nachlesen | nachsehen | anhören | ansehen | lesen | hören | kostenlos | online \
             | verfügbar | abrufbar | einsehbar | erhältlich | nachzulesen | nachzuhören \
             | zu sehen | zu hören | pdf | herunterladen | wurde | wurden | hat | haben | wird \
             | werden | als pdf",
        ),
        // Sa11y, read and cut; the rest ours.
        (
            List::Pointers,
            "hier | hierher | hier klicken | klick | klicken | klicken sie | klicke \
             | klick hier | klicken sie hier | da | dort | dieser link | diesem link \
             | diesen link | link | links | mehr | mehr erfahren | mehr dazu | mehr lesen \
             | mehr infos | mehr informationen | mehr details | mehr anzeigen | mehr sehen \
             | weiter | weiterlesen | weiter lesen | lesen sie mehr | lesen sie weiter \
             | lies mehr | lies weiter | zum artikel | zum beitrag | zum bericht | zum text \
             | zur seite | zur website | zur webseite | zur homepage | zur übersicht | zum shop \
             | zum download | seite | website | webseite | artikel | beitrag | infos | info \
             | informationen | details | weitere infos | weitere informationen \
             | weitere details | alles lesen | alle anzeigen | ganzen artikel lesen \
             | artikel lesen | jetzt lesen | jetzt ansehen | jetzt anschauen | ansehen \
             | anzeigen | erfahren sie mehr | erfahre mehr | download | herunterladen | darauf \
             | folgenden link | folgender link | zur bildergalerie | zur fotostrecke \
             | zum video | zum podcast | zum interview | zum liveticker | zum nachhören \
             | zum nachlesen | zum weiterlesen | zur anmeldung | zum formular | zum newsletter \
             | zum vollständigen artikel | zum ganzen artikel | diese seite | hier lang \
             | an dieser stelle | unter diesem link | mehr hierzu | mehr darüber | zur karte \
             | zum original | zum programm | zur interaktiven karte \
             | zum vollständigen interview | zum ganzen interview",
        ),
        // Ours.
        (
            List::Acts,
            "hören sie | hör | höre | hört | hören sie sich | hör dir | hört euch | hör rein \
             | hören sie rein | hört rein | sehen sie | sehen sie sich | sieh | sieh dir | seht \
             | seht euch | schauen sie | schauen sie sich | schau | schau dir | schaut \
             | schaut euch | lesen sie | lies | lest | laden sie | lade | lad | ladet \
             | downloaden sie | abonnieren sie | abonniere | abonniert | melden sie sich \
             | melde dich | meldet euch | registrieren sie sich | registriere dich \
             | registriert euch | folgen sie | folge | folgt | folgen sie uns | folge uns \
             | teilen sie | teile | teilt | kommentieren sie | kommentiere | schreiben sie uns \
             | schreib uns | schreibt uns | schicken sie uns | schick uns | schickt uns \
             | senden sie uns | sende uns | stimmen sie ab | stimmen sie | stimme ab \
             | stimmt ab | nehmen sie teil | machen sie mit | mach mit | macht mit | testen sie \
             | teste | testet | bestellen sie | bestelle | kaufen sie | spenden sie \
             | spende jetzt | unterstützen sie | unterstütze | probieren sie | entdecken sie \
             | entdecke | erfahren sie | erfahre | besuchen sie | besuche | blättern sie \
             | stöbern sie | suchen sie | finden sie | nutzen sie | öffnen sie | jetzt anhören \
             | jetzt hören | jetzt lesen | jetzt abonnieren | jetzt anmelden \
             | jetzt herunterladen | jetzt ansehen | jetzt spenden | jetzt mitmachen \
             | jetzt abstimmen | jetzt bestellen | hier anmelden | hier abonnieren | hier hören \
             | hier anhören | hier herunterladen | hier bestellen | hier lesen | klicken sie \
             | klick | klicke | tippen sie | schreib | schreibt | schreiben sie es uns \
             | schreiben sie | sagen sie es uns | sagen sie uns | sag uns | verraten sie uns \
             | diskutieren sie | diskutiere mit | diskutiert mit | hinterlassen sie \
             | hinterlasse | nutze | nutzt | benutzen sie | verwenden sie | wählen sie | wähle \
             | schalten sie | aktivieren sie | schließen sie | bewerten sie | hier geht es zum \
             | hier geht es zur | hier geht s zum | hier geht s zur | hier gibt es \
             | hier finden sie | hier können sie | hier anschauen | hier ansehen \
             | hier nachlesen | hier nachhören | hier teilnehmen | hier spenden \
             | jetzt nachhören | jetzt nachlesen | jetzt testen | jetzt kaufen \
             | jetzt registrieren | jetzt mitdiskutieren | jetzt teilen | jetzt einschalten \
             | diskutieren sie mit",
        ),
        // Ours.
        (
            List::Objects,
            "die | das | den | der | dem | ein | eine | einen | unsere | unseren | unser \
             | unserem | unserer | diese | diesen | dieses | dieser | diesem | hier | jetzt \
             | sich | dich | uns | mehr | alle | alles | ihre | ihren | ihr | deine | deinen \
             | euch | dir | live | online | wie | was | warum | rein | ab | ganze | zum | für \
             | zur | ins | im | am | bei | doch | mal | bitte | auf | über | nach | in | zu",
        ),
        // Ours.
        (
            List::Endings,
            "hören | anhören | nachhören | reinhören | ansehen | anschauen | nachlesen | lesen \
             | durchlesen | herunterladen | runterladen | downloaden | abonnieren | bestellen \
             | anmelden | registrieren | eintragen | folgen | teilen | kommentieren | abstimmen \
             | mitmachen | teilnehmen | spenden | kaufen | buchen | ausfüllen | öffnen \
             | starten | streamen | entdecken | durchblättern | testen | durchklicken \
             | einsehen | aufrufen | sichern | aktivieren | vorbestellen",
        ),
        // Ours.
        (
            List::Media,
            "album | alben | lied | lieder | song | songs | playlist | folge | folgen | episode \
             | episoden | podcast | podcasts | sendung | sendungen | serie | newsletter | video \
             | videos | clip | trailer | film | livestream | stream | audio | aufnahme \
             | mitschnitt | interview | gespräch | beitrag | artikel | bericht | berichte \
             | studie | gutachten | dokument | dokumente | urteil | brief | text | wortlaut \
             | protokoll | reportage | kapitel | leseprobe | rezension | bildergalerie \
             | galerie | fotostrecke | fotos | bilder | karte | grafik | datenbank | daten \
             | tabelle | rechner | quiz | umfrage | fragebogen | formular | petition | kalender \
             | terminkalender | programm | spielplan | app | apps | website | webseite | archiv \
             | liste | rezept | rezepte | tickets | karten | liveblog | liveticker | ticker \
             | push-nachrichten | feed | kanal | whatsapp-kanal | pdf | datei \
             | pressemitteilung | ergebnisse | konzert | vortrag | rede | buch | hörbuch \
             | hörspiel | ausgabe | heft | magazin | konto | abo | kommentare | e-paper \
             | mediathek | audiothek | rundgang | beiträge",
        ),
        // Ours.
        (
            List::Controls,
            "klicken sie | klick | klicke | klickt | tippen sie auf | tippe auf | tippt auf \
             | wischen sie | wische | wischt | scrollen sie | scrolle | scrollt | drücken sie \
             | drücke | drückt | fahren sie mit | bewegen sie den mauszeiger | ziehen sie den \
             | schieben sie den | geben sie ihre | geben sie ihren | geben sie hier | gib deine \
             | gib deinen | füllen sie | fülle das | füll das | zoomen sie | vergrößern sie \
             | aktualisieren sie | klickend | durch klicken | durch anklicken | durch tippen",
        ),
        // Ours.
        (
            List::Parts,
            "button | knopf | schaltfläche | schalter | symbol | icon | pfeil | pfeile \
             | pfeiltasten | link | links | menü | reiter | tab | regler | schieberegler \
             | suchfeld | suchmaske | suchleiste | eingabefeld | textfeld | kästchen | häkchen \
             | formular | online-formular | kontaktformular | player | audioplayer \
             | videoplayer | playtaste | play-taste | play | postleitzahl | plz \
             | e-mail-adresse | mailadresse | mail-adresse | kommentarbereich | kommentarspalte \
             | kommentare | kommentaren | kommentarfeld | kommentarfunktion | mauszeiger \
             | hamburger-menü | qr-code | lupe | lautsprechersymbol | vollbild | glocke \
             | dropdown-menü | auswahlmenü",
        ),
        // Ours.
        (
            List::Targets,
            "punkt | punkte | kreis | kreise | landkreis | wahlkreis | gemeinde | name | namen \
             | balken | bundesland | land | stadt | bild | foto | karte | überschrift | titel \
             | zeile | seite | zahl | zahlen | farben | stelle | linie | linien | markierung \
             | markierungen | kopfhörer | play",
        ),
        // Ours.
        (
            List::Orders,
            "klicken sie hier | klicken sie auf | klick hier | klicke hier | klickt hier \
             | klick auf | klicke auf | klickt auf | klicken sie sich durch | klick dich durch \
             | klicken sie dazu | hier klicken | bitte klicken | link klicken | bild klicken \
             | foto klicken | karte klicken | tippen sie hier | tippen sie auf | tippe auf \
             | tippt auf | hier tippen | wischen sie | wische nach | wische durch \
             | scrollen sie | scrolle | scrollt | runterscrollen | weiterscrollen \
             | drücken sie auf play | drücken sie auf den | drücken sie play | drück auf play \
             | drücke auf | play drücken | auf play drücken | fahren sie mit der maus \
             | fahren sie mit dem finger | bewegen sie den | ziehen sie den regler \
             | schieben sie den regler | schieben sie den | füllen sie das formular \
             | füllen sie dazu das | füllen sie dieses formular | füll das formular \
             | formular ausfüllen | wählen sie aus der liste | wählen sie im menü \
             | nutzen sie das formular | nutzen sie den player | nutzen sie die suche \
             | nutzen sie die kommentarfunktion | verwenden sie das formular | benutzen sie den \
             | schreiben sie einen kommentar | schreib einen kommentar \
             | hinterlassen sie einen kommentar | folgen sie dem link | folge dem link \
             | folgen sie diesem link | laden sie die seite neu | aktualisieren sie die seite \
             | schalten sie den ton | scannen sie den code | scannen sie den qr-code \
             | aktivieren sie javascript | vergrößern sie die karte | zoomen sie in \
             | geben sie ihre postleitzahl | geben sie ihre plz | geben sie ihre e-mail-adresse \
             | geben sie hier ihre | geben sie ihre adresse | geben sie ihren ort \
             | geben sie ihren namen ein | geben sie ihren wohnort | geben sie einfach ihre \
             | gib deine postleitzahl | gib deine e-mail-adresse",
        ),
        // Ours.
        (
            List::Calls,
            "unten in die kommentare | link in der bio | link in bio | link in der beschreibung \
             | links in den shownotes | link in den shownotes | mit klick auf | per klick auf \
             | durch klicken auf | mit einem klick auf | auf das foto klicken \
             | auf das bild klicken | auf den link klicken | auf den button klicken \
             | auf den pfeil klicken | auf die karte klicken | auf die grafik klicken \
             | auf den namen klicken | anklicken um | über das formular unten | im player oben \
             | im player unten | über den player | per formular unten | im menü auswählen",
        ),
        // Ours.
        (
            List::Leads,
            "bitte | einfach | dann | und | oder | jetzt | hier | dazu | dafür | können sie \
             | kannst du | können | so | anschließend",
        ),
        // Ours.
        (
            List::Labels,
            "lesen sie auch | lesen sie mehr | lesen sie hier | lesen sie dazu \
             | lesen sie dazu auch | lesen sie weiter | lies auch | lies mehr | lest auch \
             | lesetipp | lesetipps | mehr lesen | mehr dazu | mehr zum thema | mehr | mehr zu \
             | mehr infos | mehr informationen | mehr nachrichten | weitere informationen \
             | weiterlesen | auch interessant | auch lesenswert | ebenfalls interessant \
             | das könnte sie auch interessieren | das könnte sie interessieren | siehe auch \
             | sehen sie auch | sehen sie hier | zum thema | zum nachlesen | zum nachhören \
             | zum weiterlesen | hintergrund | hintergründe | im video | zum video \
             | zum podcast | bildergalerie | fotostrecke | hören sie auch | hören sie hier \
             | anhören | hören | hörtipp | jetzt hören | jetzt lesen | jetzt ansehen | ansehen \
             | verwandte artikel | verwandte themen | ähnliche artikel | passend dazu \
             | passend zum thema | aus dem archiv | liveblog | liveticker | ticker \
             | schon gelesen | unsere empfehlung | tipp der redaktion | alle artikel zum thema \
             | lesen sie | mehr hierzu | links zum thema | weiterführende links \
             | video zum thema | bilder zum thema",
        ),
        // Ours.
        (
            List::Things,
            "kasten | kästen | infokasten | textkasten | infobox | box | button | knopf \
             | schaltfläche | symbol | formular | menü | seitenleiste | suchfeld | eingabefeld \
             | kommentarfeld | banner | tweet | umfrage | quiz | rechner | zeitleiste \
             | datenbank | pdf | fußnote | textfeld | posting | punkte | kreise",
        ),
        // Ours.
        (
            List::Pictures,
            "bild | bilder | bildern | foto | fotos | aufnahme | fotografie | grafik | grafiken \
             | infografik | diagramm | diagramme | schaubild | karte | karten | landkarte \
             | abbildung | zeichnung | skizze | karikatur | illustration | screenshot \
             | bildergalerie | galerie | fotostrecke | satellitenbild | kurve | animation \
             | logo | porträt | titelbild",
        ),
        // Ours.
        (
            List::Players,
            "video | videos | clip | player | audioplayer | videoplayer | audio | tonaufnahme \
             | aufnahme | mitschnitt | podcast | livestream | stream | trailer | film \
             | filmausschnitt",
        ),
        // Ours.
        (List::Tables, "tabelle | tabellen | übersicht"),
        // Ours.
        (List::Lists, "liste | listen | aufzählung"),
        // Ours.
        (List::Links, "link | links"),
        // Ours.
        (
            List::Spots,
            "nebenstehend | nebenstehende | nebenstehenden | nebenstehender | nebenstehendes \
             | nebenstehendem | im bild oben | im bild unten | im bild rechts | im bild links \
             | bild oben | bild unten | bild links | bild rechts | foto oben | foto unten \
             | foto links | foto rechts | oben im bild | unten im bild | rechts im bild \
             | links im bild | obiges foto | obiges bild | obige grafik | obige karte \
             | obigen foto | obigen grafik | obigen karte | obigen bild | linkes bild \
             | linke bild | linken bild | rechtes bild | rechte bild | rechten bild \
             | linke foto | linken foto | rechte foto | rechten foto | linke grafik \
             | linken grafik | rechte grafik | rechten grafik | obere bild | oberen bild \
             | untere bild | unteren bild | oberes foto | unteres foto | oberes bild \
             | unteres bild | oberen foto | unteren foto | obere grafik | untere grafik \
             | oberen grafik | unteren grafik | obere karte | untere karte",
        ),
        // Ours.
        (
            List::Places,
            "links | rechts | auf der linken seite | auf der rechten seite | links daneben \
             | rechts daneben | links oben | rechts oben | links unten | rechts unten \
             | oben links | oben rechts | unten links | unten rechts | ganz links | ganz rechts \
             | am rechten rand | am linken rand",
        ),
        // Ours.
        (
            List::Below,
            "unten | weiter unten | untenstehend | unten stehend | hier unten | nachstehend",
        ),
        // Ours.
        (
            List::Above,
            "oben | weiter oben | oben stehend | hier oben | obenstehend",
        ),
        // Ours.
        (
            List::Fronts,
            "untenstehende | untenstehenden | untenstehendes | untenstehender | unten stehende \
             | unten stehenden | unten stehendes | unten abgebildete | oben stehende \
             | oben stehenden | obenstehende | obenstehenden | obenstehendes | oben abgebildete \
             | obige | obigen | obiges | obiger | nachstehende | nachstehenden | nachstehendes \
             | nachstehender | nebenstehende | nebenstehenden | rechts stehende \
             | links stehende | beigefügte",
        ),
        // Ours.
        (
            List::Takers,
            "der | des | dem | den | die | das | von | vom | im | am | an | ein | eine | einem \
             | einer | seiner | ihrer | meiner | unserer | hängt | hängen | auf",
        ),
        // Ours.
        (
            List::Openers,
            "unten | oben | nebenstehend | links im bild | rechts im bild",
        ),
        // Ours.
        (
            List::Pages,
            "auf dieser seite finden | auf dieser seite | auf unserer seite \
             | auf dieser webseite | auf dieser website | auf dieser internetseite \
             | auf dem bildschirm | auf ihrem bildschirm | auf der vorigen seite \
             | auf der gegenüberliegenden seite | nebenstehende seite \
             | auf der nebenstehenden seite | fortsetzung auf seite | fortsetzung von seite \
             | weiter auf seite | in der seitenleiste | in der randspalte | in ihrem browser \
             | in einem neuen fenster | in einem neuen tab | zurück zum seitenanfang \
             | nach oben scrollen | zum seitenanfang | zum anfang der seite | am seitenende \
             | am seitenanfang | am ende dieses artikels | unter diesem artikel \
             | unter diesem text | unter diesem beitrag | über diesem artikel \
             | über diesem text | in diesem fenster | siehe seite \
             | weiter auf der nächsten seite",
        ),
        // Ours.
        (
            List::Edges,
            "am anfang | am ende | ganz am ende | zu beginn | am schluss | am fuß \
             | am unteren ende | am oberen ende | oben | unten | rechts oben | links oben \
             | rechts unten | links unten | oben rechts | oben links | unten rechts \
             | unten links | ganz oben | ganz unten | weiter unten | weiter oben | am rand \
             | am unteren rand | am oberen rand | am rechten rand | am linken rand \
             | in der rechten spalte | in der linken spalte | in der rechten oberen ecke \
             | in der oberen rechten ecke | in der linken oberen ecke \
             | in der oberen linken ecke | in der unteren rechten ecke \
             | in der unteren linken ecke | in der rechten unteren ecke | rechts | links \
             | im kopf | im fuß",
        ),
        // Ours.
        (
            List::Sheets,
            "dieser seite | dieses artikels | dieses textes | dieses beitrags | dieses berichts \
             | dieses interviews | dieser webseite | dieser website | dieser internetseite \
             | auf dieser seite | auf der seite | der seite | auf dem bildschirm \
             | des bildschirms | auf ihrem bildschirm | am bildschirm | im artikel \
             | in diesem artikel | in diesem text | in diesem beitrag | unter diesem artikel \
             | auf unserer startseite | auf der startseite | dieser geschichte | dieser meldung \
             | im fenster | des fensters | des browserfensters | im browser \
             | dieser bildergalerie | im menü dieser seite | dieses newsletters | des artikels \
             | des textes | des beitrags",
        ),
        // Ours.
        (
            List::Captions,
            "von links nach rechts | von rechts nach links | von links | von rechts | v l n r \
             | v l | v r n l | im uhrzeigersinn von | im uhrzeigersinn ab \
             | gegen den uhrzeigersinn von | zweiter von links | zweite von links \
             | zweiter von rechts | zweite von rechts | dritter von links | dritte von links \
             | dritter von rechts | dritte von rechts | vierter von links | vierte von links \
             | vierte von rechts | vierter von rechts | 2 von links | 2 v l | 2 v r | 3 v l \
             | 3 v r | hintere reihe | vordere reihe | obere reihe | untere reihe \
             | ganz links im bild | ganz rechts im bild | bildmitte",
        ),
        // Ours.
        (
            List::Corners,
            "links | rechts | mitte | oben | unten | l | r | m | li | re | oben links \
             | oben rechts | unten links | unten rechts | links oben | rechts oben \
             | links unten | rechts unten | ganz links | ganz rechts | hinten | vorne | vorn \
             | im hintergrund | im vordergrund | 2 v l | 2 v r | 3 v l | 3 v r | von links \
             | von rechts | zweiter von links | zweite von links | zweite von rechts \
             | zweiter von rechts | großes bild | kleines bild",
        ),
        // Ours.
        (
            List::Looks,
            "kursiv | gefettet | halbfett | in fettschrift | in fettdruck | in kursivschrift \
             | durchgestrichen | unterstrichen",
        ),
        // Ours.
        (
            List::Colours,
            "rot | grün | blau | gelb | grau | orange | lila | farbig | farblich | dunkelblau \
             | hellblau | dunkelgrün | hellgrün | dunkelrot | rosa | violett | braun | türkis \
             | in rot | in grün | in blau | in gelb | in grau | in orange | in lila \
             | mit sternchen | fett",
        ),
        // Ours.
        (
            List::Tinted,
            "gedruckt | gedruckte | gedruckten | gedrucktes | gesetzt | gesetzte | gesetzten \
             | gesetztes | markiert | markierte | markierten | markiertes | hervorgehoben \
             | hervorgehobene | hervorgehobenen | geschrieben | geschriebene | geschriebenen \
             | dargestellt | dargestellte | dargestellten | ausgezeichnet | gekennzeichnet \
             | gekennzeichnete | gekennzeichneten | unterlegt | unterlegte | unterlegten \
             | eingefärbt | eingefärbte | eingefärbten | hinterlegt | hinterlegte \
             | hinterlegten | eingezeichnet | umrandet | schraffiert | abgesetzt \
             | unterstrichen | angezeigt",
        ),
        // Ours.
        (
            List::Shows,
            "markiert | gekennzeichnet | hervorgehoben | dargestellt | eingezeichnet | gedruckt \
             | stehen | erscheinen",
        ),
        // Ours.
        (
            List::Beings,
            "ist | sind | war | waren | wird | werden | wurden",
        ),
        // Ours.
        (
            List::Styles,
            "fettgedruckt | fettgedruckte | fettgedruckten | kursivgedruckt | kursivgedruckte \
             | kursivgedruckten | ausgegraut | ausgegraute | ausgegrauten \
             | sind durchgestrichen | ist durchgestrichen | durchgestrichene namen \
             | durchgestrichenen namen | durchgestrichene stellen | durchgestrichenen stellen \
             | sind unterstrichen | ist unterstrichen | unterstrichene namen \
             | unterstrichenen namen | unterstrichene wörter | unterstrichenen wörter \
             | unterstrichene stellen | unterstrichenen stellen | in roter schrift \
             | in grüner schrift | in blauer schrift | in grauer schrift | im fettdruck",
        ),
        // Ours.
        (
            List::Steps,
            "schritt | schritte | schritten | punkt | punkte | punkten | nummer | nr | frage \
             | fragen | regel | regeln | tipp | tipps | position | absatz | ziffer | grund",
        ),
        // Ours.
        (List::Owners, "der | des | von | vom"),
        // Ours.
        (List::Ordinals, "er | e | te | ten | ter"),
        // Ours.
        (
            List::Except,
            "klick auf klick | schritt für schritt | punkt um punkt | links der mitte \
             | rechts der mitte | von links nach rechts gerückt | oben ohne | unten durch \
             | auf dieser seite der | auf dieser seite des | auf dieser seite von \
             | seite an seite | bild der | im bilde | von rechts überholt | kritik von links \
             | kritik von rechts | druck von rechts | druck von links | angriff von rechts \
             | angriffe von rechts | gewalt von rechts | gewalt von links | gefahr von rechts \
             | stimmen von links | partei links | parteien links | partei rechts \
             | von links und rechts | von rechts und links | wo es podcasts gibt \
             | überall wo es podcasts gibt | tippen sie auf sieg | drücken sie die daumen \
             | auf einen link klicken | auf links klicken | auf verdächtige links \
             | auf keine links | nicht auf links | wer auf den link | nicht auf den link",
        ),
    ],
};
