//! English.

use super::Table;
use crate::lint::words::{Capitals, List};

pub(super) const TABLE: Table = Table {
    language: "en",
    capitals: Capitals::Names,
    lists: &[
        // Ours: what is left of a link when its pointers are taken out.
        (
            List::Empty,
            "a | an | the | this | that | these | those | it | its | them | all | any | some | one | our | your | my | his \
             | her | their | us | me | you | we | i | to | for | of | on | in | at | by | from | with | about | via | and \
             | or | as | is | are | was | be | out | up | now | right | just | also | please | today | full | whole | entire \
             | complete | latest | new | other | further | additional | same | over | there | if | how | what | want | would \
             | like | can | s | ll | re | get | find | know | go to | check | take | have | look | do | so | then | read \
             | see | view | page | site | website | web | info | information | detail | details | visit | open | enter \
             | following | both | been | pdf | available | did | does | has | had | will | may | must | won | lost | do not \
             | did not | online | free | way | still | already",
        ),
        // Lighthouse `link-text` (en), jsx-a11y, MD059, Sa11y, Equalize Digital; the rest ours.
        (
            List::Pointers,
            "here | right here | over here | this | more | click | clicking | click here | clicking here | click this | tap \
             | tapping | tap here | press here | go here | start here | learn more | learn | read more | read this \
             | read full story | see more | view more | view all | show more | watch this | listen here | more info \
             | more information | more details | link | links | this link | a link | this page | continue | continue reading \
             | keep reading | find out more | find out | check it out | check this out | see here | look here | over there \
             | next | previous | download | download here | discover more | explore more | follow this | get started \
             | know more | this site | this website | this web page | this url | this address | following link | more here \
             | read on | here and here | full story | full article | original article | the original article | full list here \
             | at this link | for more | to learn more | for details | the link | these links | this pdf | this form",
        ),
        // NPR on calls to action; the rest ours.
        (
            List::Acts,
            "listen | listen to | listen in | listen live | listen again | hear | hear more | hear from | watch | watch live \
             | read | read about | read through | view | see | see also | look at | look up | look through | check out \
             | browse | explore | discover | download | stream | replay | play | sign up | sign up for | sign up to \
             | subscribe | subscribe to | register | register for | register to | register here | enroll | enroll in | join \
             | join us | follow | follow along | like us | find us | share this | share the | tweet us | comment on this \
             | leave us | leave a comment | leave your | post a comment | post your | send us | submit | submit your \
             | tell us | ask us | email us | e-mail us | write to us | write us | contact us | call us | text us | weigh in \
             | sound off | chime in | reply to this | respond to this | buy tickets | buy the | buy your | buy now \
             | get tickets | get your tickets | get your copy | get the app | get our app | get the newsletter \
             | get our newsletter | get our | get updates | get alerts | get email | get notified | get in touch | order now \
             | order your | order the | shop now | shop our | shop the | book now | book your | reserve your | rsvp | donate \
             | give now | give today | support us | support our | support this | become a member | become a sponsor \
             | become a subscriber | vote for your | vote now | vote here | vote in our | take the quiz | take our quiz \
             | take the survey | take our survey | take the poll | take our poll | take this quiz | take this survey \
             | take a tour | take the tour | take a listen | take a look | have a listen | have a look | try it | try our \
             | try the | use our | use the | use this | open the | launch the | install the | install our | print this \
             | print the | save this | apply now | apply here | apply online | enter to win | enter your | enter our \
             | search our | search the | search for your | find your | find more | find out | find the | learn more \
             | learn how | learn about | get more | click | click on | tap | tap on | scroll | scroll down | scroll through \
             | swipe | visit | visit our | go to | go here | head to | head over to | jump to | skip to | see all | see more \
             | see the | see how | view the | view all | read the | read more | read our | hear the | watch the | watch as \
             | catch up | catch up on | catch the | tune in | tune in to | dive into | dig into | compare your \
             | calculate your | test your | flip through | page through | click through | start listening | start reading \
             | start watching | start your | keep reading | continue reading | activate your | create an account \
             | create your | log in | log in to | sign in | sign in to | log on | check your | check here | check the \
             | nominate your | nominate a | add to | pre-order | preorder | pre-save | bookmark this | upload your | fill out \
             | fill in | complete the | complete our | complete this | answer our | let us know | meet the | ask it here \
             | ask here | ask your | ask a question | see for yourself | hear for yourself | judge for yourself \
             | make a donation | make a gift | get your | see which | see who | see where | watch how | read why | read how \
             | find out what | find out how | find out who | find out if | find out more | find us on | connect with us \
             | take part in our | add your voice | plan your visit | take our | enter the contest | enter the drawing \
             | enter for a chance | find it | find all",
        ),
        // Ours: "of" and "for" follow nouns more often.
        (
            List::Objects,
            "the | a | an | this | that | these | those | our | your | my | all | more | it | them | us | now | here | live \
             | online | every | each | free | full | how | what | who | why | where | when | to | in | with | on | below \
             | above | today | her | him | me",
        ),
        // NPR on calls to action; the rest ours.
        (
            List::Media,
            "album | albums | track | tracks | song | songs | single | playlist | playlists | mix | mixtape | episode \
             | episodes | podcast | podcasts | series | season | show | newsletter | newsletters | video | videos | clip \
             | clips | trailer | teaser | film | footage | livestream | live stream | stream | webcast | broadcast | audio \
             | recording | recordings | interview | interviews | conversation | segment | segments | story | full story \
             | stories | article | articles | essay | column | report | reports | full report | study | paper | document \
             | documents | filing | complaint | indictment | ruling | opinion | lawsuit | letter | memo | transcript \
             | transcripts | statement | text | excerpt | chapter | review | reviews | post | blog | blog post | thread \
             | tweet | gallery | galleries | slideshow | slide show | photos | photo gallery | pictures | images | image \
             | map | maps | interactive | graphic | chart | charts | database | data | dataset | spreadsheet | calculator \
             | tool | tracker | quiz | survey | poll | questionnaire | form | forms | application | petition | calendar \
             | schedule | guide | app | apps | website | site | page | homepage | archive | list | full list | menu | recipe \
             | recipes | tickets | ticket | coverage | live coverage | updates | live updates | alerts | email alerts \
             | notifications | feed | rss feed | channel | group | pdf | file | press release | release | brief | briefing \
             | report card | results | scores | highlights | performance | concert | session | set | lecture | talk | speech \
             | debate | hearing | address | panel | webinar | event | demo | book | ebook | e-book | audiobook | issue \
             | edition | magazine | print edition | membership | account | shop | store | merch | donation | comment \
             | comments | discussion",
        ),
        // IBM Equal Access, NPR on calls to action; the rest ours.
        (
            List::Controls,
            "click | click on | click through | click to | clicking | clicking on | clicking through | tap | tap on | tap to \
             | tapping | tapping on | double-click | double click | double-tap | right-click | swipe | swiping | scroll \
             | scroll down | scroll up | scroll to | scroll through | scroll past | scroll over | scrolling | scrolling down \
             | hover | hover over | hovering over | mouse over | roll over | press | press on | pressing | hit | hitting \
             | push the | pinch | zoom in | zoom in on | zoom out | drag | drag and drop | dragging | toggle | select \
             | selecting | type | type in | typing | enter your | entering your | fill in | fill out | filling out \
             | filling in | hold down | long-press | expand the | collapse the | refresh the | reload the | unmute \
             | rotate the | spin the | slide the | move the slider | adjust the slider | navigate to | play with the",
        ),
        (
            List::Parts,
            "button | buttons | icon | icons | link | links | tab | tabs | drop-down | dropdown | drop down | slider \
             | sliders | play button | audio player | media player | video player | player | checkbox | checkboxes \
             | search bar | search box | search field | text box | text field | toolbar | navigation bar | widget \
             | pop-up window | hamburger menu | three dots | thumbnail | thumbnails | online form | web form | comments \
             | comment section | comments section | comment box | comment field | comment thread | comment form | chat box \
             | live chat | qr code | hashtag | interactive map | interactive | search tool | arrow keys | arrows | this form \
             | this page | this button | this link | this map | this tool",
        ),
        // Ours.
        (
            List::Targets,
            "dot | dots | circle | circles | bubble | bubbles | bar | bars | pin | pins | marker | markers | name | names \
             | title | titles | headline | headlines | county | counties | state | states | district | districts | precinct \
             | precincts | neighborhood | neighborhoods | city | cities | country | countries | square | squares | tile \
             | tiles | card | cards | slice | heading | headings | row | rows | cell | cells | year | years | category \
             | categories | topic | topics | song | songs | track | tracks | bell | heart icon | plus sign | logo | arrow \
             | arrows | words | screen | page | play | next | speaker | headphones | episode | question | questions | answer \
             | candidate | candidates | region | regions | image | thumbnail | play arrow | mute | magnifying glass | corner \
             | hotspot | hotspots",
        ),
        // IBM Equal Access, NPR on calls to action; the rest ours.
        (
            List::Orders,
            "click here | clicking here | click below | clicking below | click above | click on the | click the | click on a \
             | click a | click any | click on any | click each | click on each | click your | click on your \
             | click through the | click through our | click through to | click play | click subscribe | click next \
             | click to | clicking on the | clicking the | clicking this | clicking on this | click this | click on this \
             | click on these | tap here | tapping here | tap below | tap on any | tap play | press play | pressing play \
             | hit play | hitting play | push play | press the play button | hit the play button | hit the link \
             | hit the button | hit subscribe | smash that subscribe button | hit the subscribe button | scroll down \
             | scrolling down | scroll up | scroll below | scroll right | scroll left | scroll through | scroll past \
             | keep scrolling | swipe left | swipe right | swipe up | swipe down | swipe through | swipe to see \
             | swipe for more | swipe across | hover over | hovering over | hover your | mouse over | roll over the map \
             | roll over each | use the player | using the player | use the audio player | use the media player \
             | using the audio player | use the buttons | use the arrows | use the arrow keys | use the slider \
             | use the search box | use the search bar | use the search | use the drop-down | use the dropdown | use the form \
             | using the form | use the controls | use the link | using the link | use the tool | use the map | using the map \
             | use the interactive | use our interactive | use the toggle | use the tabs | use the filters | use the menu \
             | enter your email | enter your e-mail | enter your zip | enter your postcode | enter your address \
             | enter your name | enter your information | enter your zip code | enter an address | enter a zip code \
             | type your | type in your | type a name | fill out the form | fill in the form | fill out this form \
             | fill in this form | fill out our form | fill out the survey | fill out this survey | fill out our survey \
             | filling out the form | filling out this form | filling in this form | filling in the form | complete the form \
             | complete this form | complete the survey below | using this form | use this form | leave a comment \
             | leave your comment | leave us a comment | leave comments | leaving a comment | post a comment \
             | post your comments | post your comment | comment below | read on below | select a state | select a county \
             | select an option | select from | choose from the menu | choose from the drop-down | toggle between \
             | pinch to zoom | pinch and zoom | zoom in on | zoom in to | zoom in and | zoom into the map | drag the slider \
             | move the slider | refresh this page | refresh the page | reload the page | reload this page \
             | bookmark this page | print this page | print this story | turn on javascript | enable javascript \
             | enable cookies | allow cookies | unmute the video | turn on the sound | turn up your volume | turn on captions \
             | close this window | close this tab | follow the link | follow this link | following this link \
             | following the link | following the links | scan the code | scan the qr code | scan this qr code \
             | scan this code | watch below | watch above | listen below | listen above | listen here | watch here \
             | read here | sign up here | register here | subscribe here | sign up below | subscribe below | register below \
             | rsvp below | sign up above | vote below | vote here | donate here | donate below | see it here | read it here \
             | watch it here | hear it here | listen to it here | search below | search here | share below | download below \
             | apply below | watch the video | watch the clip | watch the trailer | watch the interview \
             | watch the livestream | watch the live stream | watch the full interview | watch the full video \
             | listen to the audio | listen to the story above | listen to this story | listen to the full interview \
             | listen to the full conversation | listen to the full episode | listen to the interview \
             | listen to this episode | listen to the episode | view the gallery | view the slideshow | see the gallery \
             | see the slideshow | see the full list below | subscribe to our newsletter | sign up for our newsletter \
             | subscribe to our podcast | sign up for the newsletter | share this page | share this story \
             | share this article | take our survey | take the survey | take our quiz | take the quiz | tap the icon \
             | tap the button | tap the link | tap the headphone | scroll down for | scroll to the | scroll to see \
             | tap on the | tap any | tap each | tap on a | tap your | turn your phone | rotate your phone \
             | rotate your device | turn your device | tilt your phone | search the database | search our database \
             | search by name | navigate the map | navigate through | move your cursor | move your mouse | hold your cursor \
             | point your camera | aim your camera | adjust the volume | turn up the volume | turn the sound on \
             | choose your state | choose your county | choose a state | find your county | toggle the | swipe the \
             | pinch the | use the dropdown menu | use this map | use this tool | use this interactive | use our tool \
             | use our map | explore the map | explore the interactive | start the video | start the quiz | start the audio \
             | pause the video | check back here | check this page | check back on this | drop a comment | drop us a comment \
             | reply below | respond below | answer below | vote in our poll | tell us what you think | tell us what you \
             | tell us how you | choose a county | choose a district | choose your district | select a district \
             | select a topic | pick a state | pick a county | check the box below | click once | click twice | click again \
             | click anywhere | tap anywhere | tap again | tap twice | press enter | hit enter | hit return | press return \
             | select your state | select your county | select your district | select your city | select your neighborhood \
             | select your school | select your zip code | press the button below",
        ),
        // Ours.
        (
            List::Calls,
            "in the comments below | in our comments section | in our comment section | comments below \
             | tell us in the comments | let us know in the comments | link in bio | link in our bio | link in the bio \
             | link in our profile | link in the description | links in the description | link in the description below \
             | link in the show notes | links in the show notes | link in our show notes | story continues below \
             | article continues below | continue reading below | keep reading below | share your thoughts in the comments \
             | share in the comments | sound off in the comments | weigh in in the comments | by clicking here \
             | by clicking on the link | by clicking the link | by clicking on the button | by clicking this link \
             | by clicking on this link | by filling out the form | by filling out this form | by filling in the form \
             | by using the form below | by using the link below | by pressing play | by scrolling down | by tapping here \
             | using the player above | the listen button | the headphone icon | smash that like button | like and subscribe \
             | hit the bell | if you scroll down | when you scroll down | use the form below | via the form below \
             | with the form below | through the form below | by clicking through | with the slider | using the drop-down \
             | using the dropdown | using the arrows | using the toggle | from the drop-down menu | from the dropdown menu \
             | in the drop-down menu | in the comment section below | in the comments section below \
             | in the comment box below | using the form below | using the form above | using the slider below",
        ),
        // Ours.
        (
            List::Leads,
            "please | you can | you can also | you may | you may also | you could | readers can | listeners can | viewers can \
             | voters can | residents can | visitors can | subscribers can | by | go ahead and | don t forget to | be sure to \
             | make sure to | remember to | feel free to | be sure and | if you d like to | if you would like to \
             | if you want to | all you have to do is | all you need to do is | we invite you to | you ll need to \
             | you are invited to | we encourage you to | you ll want to | you can even | you can always | can be seen by \
             | can be found by",
        ),
        // Ours.
        (
            List::Joins,
            "and | or | then | and then | or just | just | simply | first | next | instead | also | quickly | kindly \
             | or simply | to start | but",
        ),
        // Assumed: what stands on pages of newsrooms.
        (
            List::Labels,
            "related | related story | related stories | related article | related articles | related coverage \
             | related content | related video | related videos | related link | related links | related reading | read more \
             | read | read also | also read | read next | read this | read this next | read here | read the story \
             | read the full story | must read | must reads | more | more on this | more on this story | more on this topic \
             | more coverage | more news | more stories | more reading | see more | see also | see | also see | see related \
             | learn more | find out more | watch | watch now | watch live | watch more | watch also | watch the video \
             | video | videos | listen | listen now | listen live | listen more | listen also | listen here | hear more \
             | photo gallery | slideshow | in pictures | in photos | explore | explore more | from the archives \
             | from our archive | previously | earlier | earlier story | recommended | recommended reading | further reading \
             | you may also like | you might also like | you might like | trending | don t miss | in case you missed it \
             | icymi | up next | sign up | full coverage | complete coverage | live updates | live blog | click here \
             | from the archive | from our archives | also | related podcast | related audio | related photos | more to read \
             | more like this | recommended stories | deeper dive | go deeper | dig deeper | for more | more info \
             | more information | for more information | previously on | full story | full interview | further listening \
             | further viewing | further information | editors picks | editor s pick | editors pick | most read \
             | you may have missed | related news | also watch | also listen | read the full report | read the report \
             | explore the data | our coverage | what to read next | related topics | keep reading | background reading",
        ),
        // Elastic `DirectionalLanguage`, IBM Equal Access; the rest ours.
        (
            List::Things,
            "dots | bubbles | pins | markers | circles | box | text box | textbox | fact box | factbox | boxes | sidebar \
             | side bar | form | button | buttons | icon | icons | menu | widget | advertisement | search box | search bar \
             | dropdown | drop-down | drop-down menu | dialog | toolbar | comment section | comments section | comments \
             | comment box | pull quote | callout | interactive | embedded tweet | tweet | instagram post | facebook post \
             | social media post | calculator | tool | database | pdf | document viewer | newsletter form | signup form \
             | sign-up form | qr code | caption | captions | footnote | footnotes | questionnaire | poll | survey | quiz",
        ),
        (
            List::Pictures,
            "chart | charts | pie chart | bar chart | graph | graphs | graphic | graphics | infographic | diagram | diagrams \
             | map | maps | interactive map | photo | photos | photograph | photographs | picture | pictures | image | images \
             | illustration | illustrations | drawing | sketch | cartoon | figure | screenshot | screenshots | gallery \
             | slideshow | slide show | pictured | visualization | animation | gif | logo | scatterplot | heat map \
             | satellite image | poster | screen grab | timeline | portrait | footage",
        ),
        (
            List::Players,
            "audio player | video player | media player | video | videos | clip | clips | audio | audio clip | recording \
             | livestream | live stream | podcast | soundcloud | interview | playlist | trailer",
        ),
        (List::Tables, "table | data table | spreadsheet | chart"),
        (
            List::Lists,
            "list | lists | full list | bullet points | bullets | steps | instructions",
        ),
        (List::Links, "link | links | hyperlink | hyperlinks | url"),
        // Elastic `DirectionalLanguage`, IBM Equal Access; the rest ours.
        (
            List::Places,
            "at left | at right | at the left | at the right | on the left | on the right | to the left | to the right \
             | on left | on right | at far left | at far right | on the far left | on the far right | to your left \
             | to your right | on your left | on your right | left-hand side | on the left-hand side | on the right-hand side \
             | on the left side | on the right side | on the left hand side | on the right hand side | at top left \
             | at top right | at bottom left | at bottom right | at upper left | at upper right | at lower left \
             | at lower right | in the upper left | in the upper right | in the lower left | in the lower right \
             | in the upper left corner | in the upper right corner | in the lower left corner | in the lower right corner \
             | in the top left | in the top right | in the top right corner | in the top left corner \
             | in the bottom right corner | in the bottom left corner | in the upper right-hand corner \
             | in the upper left-hand corner | in the lower right-hand corner | in the bottom left | in the bottom right \
             | opposite | overleaf | beside this | next to this | at top | at bottom | above left | above right | below left \
             | below right | at center | in the sidebar | at the top left | at the top right | in the box at left \
             | in the box at right | at the top | at the bottom | at the bottom right | at the bottom left | on the side \
             | at the very top | at the very bottom",
        ),
        (
            List::Below,
            "below | down below | directly below | just below | right below | immediately below | further down | farther down \
             | shown below | embedded below | seen below | pictured below | provided below | posted below | included below \
             | here below",
        ),
        (
            List::Above,
            "above | just above | directly above | right above | immediately above | further up | farther up | up above \
             | shown above | embedded above | seen above | pictured above | posted above | provided above | up top",
        ),
        (
            List::Fronts,
            "the above | the below | the accompanying | accompanying | the upper left | the upper right | the bottom left \
             | the bottom right | the top left | the top right | the upper right-hand | the lower right-hand | the adjacent \
             | the adjoining",
        ),
        // Elastic `DirectionalLanguage`; the rest ours.
        (
            List::Spots,
            "pictured above | pictured below | pictured at left | pictured at right | pictured left | pictured right \
             | pictured on the left | pictured on the right | pictured here | shown above | shown below | shown at left \
             | shown at right | shown on the left | shown on the right | seen at left | seen at right | seen above \
             | seen below | photo above | photo below | photo left | photo right | see photo above | embedded above \
             | embedded below | posted below | depicted above | depicted below | seen in the photo | map at left \
             | map at right | read below | see chart below | upper photo | lower photo | left photo | left-hand photo \
             | right-hand photo | bottom photo | upper image | lower image | left image | left-hand image | right-hand image \
             | upper map | lower map | upper chart | lower chart | upper graph | lower graph | left-hand map | right-hand map \
             | left-hand chart | right-hand chart | photo at top | photo at bottom | in the photo above | in the photo below \
             | seen here at left | seen here at right | shown here at left | shown here at right | pictured here at left \
             | pictured here at right | seen here on the left | seen here on the right | pictured second from left \
             | letter below | letter above | statement below | statement above | document below | documents below \
             | transcript below | excerpt below | article below | article above | story below | story above | post below \
             | post above | text below | text above | memo below | email below | tweet below | message below | essay below \
             | instructions below | headline above | tweets below | posts below | quote below | player above | player below",
        ),
        (
            List::Takers,
            "of | the | a | an | his | her | its | their | our | my | your | this | that | these | those | him | them | it \
             | us | me | you | sea | ground | average | zero | freezing | deck | water | all | par | market | cost | normal \
             | expectations | each | every | both | one | two | three | four | five | six | seven | eight | nine | ten | any \
             | some | what | where | s | street | eye | knee | board | reproach | suspicion | politics | which | whose \
             | everything | everyone | anything | former | president | downtown | field | wing | behind | to left | track \
             | foot | path | note | balance | way | thing | time | people | choice | bank | flank | lane | arm | leg | ear \
             | shoulder | ankle | hip | elbow | wrist | winger | back | tackle | hook | turn | decks | capacity | target \
             | estimates | forecasts | standard | poverty | replacement | edge | wall | page | door | window | shelf | aisle \
             | shore | coast | fringe | column | seat | seats | bench | chair | half | third | quarter | margin | line \
             | boundary | pocket | cheek | sleeve | front | rear | brain | hemisphere | lung | kidney | tower | corner | end \
             | road | river | bridge | hill | most | leaning | handers | fullback | guard | center | politically",
        ),
        (
            List::Openers,
            "below | above | at left | at right | at far left | at far right | pictured below | pictured above | shown below \
             | shown above | directly below | just below | right below | above left | above right | below left | below right",
        ),
        // Elastic `DirectionalLanguage`, W3C G96; the rest ours.
        (
            List::Pages,
            "on this page | on this web page | on this webpage | on this screen | on your screen | elsewhere on this page \
             | elsewhere on this site | facing page | on the facing page | on the opposite page | continued on page \
             | continues on page | continued from page | on the next page | on the previous page | on the following page \
             | in this window | in your browser | your browser window | in the sidebar | in the right-hand column \
             | in the left-hand column | in the right sidebar | in the left sidebar | in the navigation bar | in the menu bar \
             | in the box at right | in the box at left | in the header above | in the footer | at the page bottom \
             | back to top | jump to top | top of page | bottom of page | right-hand corner of the screen \
             | the comments section at the bottom | at the end of the article | at the end of this piece \
             | this page will be updated | this page has been updated | at right on this page | opens in a new window \
             | opens in a new tab | in a new browser window | below this article | below this story | above this article \
             | above this story | below this post | at the bottom of page | the page top | at the top of your screen \
             | on our homepage | on our home page | see box | on page one of this | in the margins of this page",
        ),
        (
            List::Edges,
            "at the top of | on top of | at the very top of | at the bottom of | at the foot of | at the very bottom of \
             | at the end of | at the beginning of | at the start of | near the top of | near the bottom of | near the end of \
             | toward the end of | in the corner of | in the upper right-hand corner of | in the upper left-hand corner of \
             | in the upper right corner of | in the upper left corner of | in the lower right-hand corner of \
             | in the lower left-hand corner of | in the lower right corner of | in the lower left corner of \
             | in the bottom right corner of | in the bottom left corner of | in the top right corner of \
             | in the top left corner of | upper right-hand corner of | upper left-hand corner of \
             | lower right-hand corner of | top right corner of | top left corner of | top right-hand corner of \
             | bottom right corner of | bottom left corner of | upper right corner of | upper left corner of \
             | lower right corner of | lower left corner of | on the left side of | on the right side of \
             | on the right-hand side of | on the left-hand side of | left side of | right side of | left-hand side of \
             | right-hand side of | on the left of | on the right of | to the left of | to the right of | the top of \
             | the bottom of | the end of | the foot of | top of | bottom of | end of | elsewhere on | at the side of \
             | on the side of | at the top right of | at the top left of | at the bottom right of | at the bottom left of \
             | back to the top of | return to the top of | back to the end of",
        ),
        (
            List::Sheets,
            "this page | the page | this web page | this webpage | the webpage | the web page | this article | this story \
             | this post | this piece | this column | this blog post | this screen | the screen | your screen | our homepage \
             | our home page | the homepage | the home page | this section | this window | your browser | your browser window \
             | this newsletter | this email | this e-mail | this list | this transcript | this interview | this slideshow \
             | this gallery | this site | our website | this report | this document | this file | the article \
             | this explainer | the article below | these instructions",
        ),
        // Assumed: how wire services write captions.
        (
            List::Captions,
            "clockwise from | clockwise, from | counterclockwise from | counter-clockwise from | anticlockwise from \
             | from left to right | from right to left | left to right | from top to bottom | from left | from right \
             | from far left | from far right | from top left | from top right | from bottom left | from bottom right \
             | from upper left | second from left | second from right | third from left | third from right | fourth from left \
             | fourth from right | fifth from left | fifth from right | sixth from left | sixth from right \
             | second from the left | second from the right | third from the left | third from the right \
             | fourth from the left | fourth from the right | fifth from the left | 2nd from left | 2nd from right \
             | 3rd from left | 3rd from right | front row from left | standing from left | seated from left | l to r | l-r \
             | pictured center | pictured centre | pictured far left | pictured second from | in the foreground of the photo \
             | left photo | right photo | top photo | bottom photo | pictured from left | seated left | standing left \
             | kneeling left | standing at left | seated at left | back row from left | top row from left \
             | bottom row from left | middle row from left | first from left | second row from left | far left in photo \
             | left in photo | right in photo | left in the photo | right in the photo | at left | at right | at far left \
             | at far right | at center",
        ),
        (
            List::Corners,
            "left | right | center | centre | top | bottom | far left | far right | top left | top right | bottom left \
             | bottom right | upper left | upper right | lower left | lower right | top row | bottom row | back row \
             | front row | middle row | at left | at right | at center | second from left | second from right \
             | third from left | third from right | inset | top center | bottom center | left to right | in foreground \
             | in background | second row | top left photo | bottom right photo | main photo | inset photo | at top \
             | at bottom",
        ),
        // WCAG G14 and 1.4.1; the rest ours.
        (
            List::Looks,
            "in bold | in boldface | in bold type | in bold print | in bold text | in bold font | in italics | in italic \
             | in italic type | in strikethrough | with a strikethrough | with strikethrough | with a line through it \
             | with a line through them | underlined | underscored | boldfaced | bolded | italicized | italicised \
             | in gray type | in grey type | in red type | in red text | in blue text | in green text | in gray text \
             | in grey text | in a larger font | in a different font | in a different color | in a different colour \
             | grayed out | greyed out | in bold face | in strike-through | with strike-through | in a bold font \
             | in bold italics | in boldfaced type | in light gray | in parentheses and italics | in strikeout \
             | with strikeout | in bold blue | in blue type | in green type | in purple type | in strike through \
             | with a red line | in highlighted text | struck through | crossed out | stricken through | struck out",
        ),
        (
            List::Colours,
            "in red | in green | in blue | in yellow | in orange | in purple | in gray | in grey | in teal | in dark blue \
             | in light blue | in dark green | in light green | in dark red | in bright red | in dark gray | in light gray \
             | in dark grey | in light grey | in turquoise | in violet | in magenta | by color | by colour \
             | in different colors | in different colours | in darker blue | in darker red | in lighter blue \
             | in darker green | with a dotted line | with a dashed line",
        ),
        (
            List::Shows,
            "mark | marks | marked | show | shown | showing | list | listed | display | displayed | indicate | indicated \
             | identified | denoted | noted | highlight | highlighted | shaded | colored | coloured | outlined | circled \
             | rendered | represented | designated | labeled | labelled | flagged | tinted | depicted | underlined | names \
             | entries | items | rows | columns | counties | districts | precincts | titles | changes | passages | values \
             | numbers | cells | terms | answers | areas | regions | zones | dates | phrases | sentences | sections \
             | additions | deletions | corrections | edits | dots | bars | lines | routes | quotations | amounts | totals \
             | words",
        ),
        // WCAG G14 and 1.4.1; the rest ours.
        (
            List::Styles,
            "marked red | marked green | marked blue | marked yellow | shaded red | shaded blue | shaded green | shaded gray \
             | shaded grey | colored red | colored blue | colored green | coloured red | coloured blue | coloured green \
             | highlighted yellow | highlighted red | highlighted green | color-coded by | colour-coded by | boldface names \
             | boldfaced names | bolded names | italicized text | italicized words | italicized passages | underlined words \
             | underlined names | underlined terms | underlined passages | highlighted words | highlighted names \
             | highlighted passages | crossed-out names | red type indicates | red text indicates | bold type indicates \
             | bold indicates | bold means | italics indicate | italics mean | red means | green means | yellow means \
             | red indicates | green indicates | yellow indicates | blue indicates | is grayed out | are grayed out \
             | appear in gray | appear in grey | appear in blue type | appear in red type | appear in italics \
             | appear in bold",
        ),
        (
            List::Beings,
            "is | are | was | were | be | been | being | s | re | appeared | appearing | those | ones | titles | songs \
             | tracks | picks | players | members | winners | candidates | events | shows | albums | links | questions \
             | parts | everything | anything | notes | comments | states | teams | type | written | print | printed | set \
             | typed | names | entries | items | appear | appears",
        ),
        // Ours.
        (
            List::Steps,
            "step | steps | number | numbers | item | items | point | points | question | questions | rule | rules | option \
             | options | tip | tips | instruction | instructions | reason | reasons",
        ),
        // Ours.
        (List::Owners, "of"),
        (List::Ordinals, "st | nd | rd | th | tm | sm | r"),
        // IBM Equal Access (its exempt phrases); the rest ours.
        (
            List::Except,
            "above all | above all else | above and beyond | above board | above average | above par | over and above \
             | from above | below average | below par | below the belt | below zero | below freezing | above sea level \
             | below sea level | above water | above ground | below ground | square root | right now | right away \
             | off the top | top of the line | tap water | tap dance | tap dancing | tap into | tap dancer | click beetle \
             | click beetles | swipe fee | swipe fees | swipe at | click track | clicked with | click with | hit the road \
             | hit the books | hit the ground | press conference | press secretary | press release | press corps \
             | enter the race | enter the fray | read the room | read between the lines | read my lips | read the riot act \
             | watch your step | watch your back | watch out | watch out for | watch this space | see the light \
             | see the world | see fit | find the time | take the stage | take the lead | on the same page | turn the page \
             | turn a page | a new page | front page | home page of the | in the pages of | play ball | play it safe \
             | play the field | left field | from left field | out of left field | at the end of the story | left wing \
             | right wing | far right | far left | hard right | hard left | in the red | in the black | in black and white \
             | in red ink and | picture of health | big picture | the bigger picture | out of the picture | follow the money \
             | follow suit | step up | step down | step one | number one | number two | as noted above | mentioned above \
             | noted above | described above | quoted above | wherever you get your podcasts | wherever you listen \
             | the end of the line | bottom line | at the bottom of the order | bottom of the ninth | top of the inning \
             | scroll saw | click farm | click farms | click rate | click bait | below stairs | red means go \
             | underlined that | on this page of history | chart below the | at this point | in the comments he \
             | above my pay grade | leave a comment on | the link between | read it and weep | see you \
             | see the forest for the trees | hear hear | follow in | watch the clock | play the long game | join forces \
             | join the fray | join the ranks | get the picture | sign of the times | see red | the way to go \
             | click into place | scroll through history | press the case | press charges | press the issue \
             | enter the picture | tap the brakes | tap the keg | hit the brakes | hit the ball | hit the target \
             | hit the mark | drag queen | drag race | drag show | dressed in red | dressed in green | dressed in white \
             | dressed in black | dressed in blue | clad in black | clad in white | clicking on a link | clicking a link \
             | clicking on links | clicking links | click on links | click on a link | clicking on a malicious \
             | clicking a malicious | clicking on an | clicking an | click on suspicious | clicking on any \
             | click on any links | click any links | don t click | never click | not click | do not click | not to click \
             | don t tap | do not tap | if you click | when you click | who click | users click | people click \
             | swipe left on that | below deck | below the radar | above the fold | above the law | above suspicion \
             | here and now | more or less | more and more | this and that | here to stay | no more | once more \
             | more than ever | here we go | that s it | once and for all | read this way | the here and now | by the numbers \
             | the more the merrier | on the right to | at top speed | at top volume | click your heels | clicked your heels",
        ),
    ],
};
