//! Spanish.

use super::Table;
use crate::lint::words::{Capitals, List};

pub(super) const TABLE: Table = Table {
    language: "es",
    capitals: Capitals::Names,
    lists: &[
        // Ours.
        (
            List::Empty,
            "el | la | los | las | lo | un | una | unos | unas | de | del | este | esta | estos \
             | estas | esto | ese | esa | nuestro | nuestra | nuestros | nuestras | su | sus \
             | tu | tus | a | al | en | sobre | para | por | y | o | con | se | te | nos | le \
             | todo | toda | todos | todas | completo | completa | último | última | nuevo \
             | nueva | otros | otras | otro | más | ahora | directamente | es | está | están \
             | que | también | favor | desde | siguiente | puede | puedes | ver | leer | lea \
             | lee | vea | página | sitio | web | información | detalle | detalles | consulta \
             | consulte | consultar | completos | dando | visita | visite | podrá | podrás \
             | son | eran | fueron | cada | disponible | disponibles | gratis | en línea | pdf \
             | ha | han | sido | será | serán | encontrar | encuentra | encuentre | haciendo \
             | siguiendo | través | toda la",
        ),
        // Lighthouse (es) and Sa11y, read and cut; the rest ours.
        (
            List::Pointers,
            "aquí | acá | ahí | aquí mismo | haz clic | haga clic | haz clic aquí \
             | haga clic aquí | hacer clic | hacer clic aquí | haciendo clic \
             | haciendo clic aquí | clic | clic aquí | click | click aquí | clica aquí \
             | clique aquí | cliquea aquí | pincha aquí | pinche aquí | pinchando \
             | pinchando aquí | pulsa aquí | pulse aquí | pulsando aquí | pulsar aquí \
             | presiona aquí | toca aquí | este enlace | este link | enlace | enlaces | link \
             | el enlace | siguiente enlace | más información | más info | más detalles \
             | más datos | saber más | sepa más | sepa más aquí | ver más | ver aquí | vea más \
             | vea aquí | leer más | leer aquí | lee más | lea más | lee aquí | lea aquí \
             | sigue leyendo | siga leyendo | seguir leyendo | continuar leyendo \
             | leer nota completa | leer la nota completa | nota completa \
             | leer artículo completo | conoce más | conozca más | descubre más | descubra más \
             | descubrir más | mostrar más | ver todo | ver todos | consulta aquí \
             | consulte aquí | entra aquí | entre aquí | ingresa aquí | ingrese aquí \
             | accede aquí | acceda aquí | esta página | descarga aquí | leer nota | este sitio \
             | esta web | ingresando aquí | entrando aquí | más acá | dando clic aquí \
             | en este vínculo | este vínculo | en este enlace | siguiendo este enlace \
             | a través de este enlace | esta dirección | este formulario | ver nota \
             | leer artículo | leer noticia completa | ver galería completa | más detalles aquí \
             | toda la información | toda la información aquí | entérate aquí | entérate \
             | infórmate aquí | dale clic aquí | da clic aquí | dar clic aquí | da clic \
             | clic para | clic acá",
        ),
        // Ours.
        (
            List::Acts,
            "escucha | escuche | escuchad | escuchar | oye | oiga | oír | mira | mire | mirad \
             | mirar | ve | vea | ved | ver | lee | lea | leed | leer | consulta | consulte \
             | consultar | explora | explore | explorar | descubre | descubra | descubrir \
             | descarga | descargue | descargar | descárgate | descárguese | bájate \
             | suscríbete | suscríbase | suscribirse | suscribirte | apúntate | apúntese \
             | regístrate | regístrese | registrarse | inscríbete | inscríbase | inscribirse \
             | recibe | reciba | recibir | sigue | siga | sigue a | síguenos | síganos | seguir \
             | únete | únase | comparte | comparta | compartir | comenta | comente | comentar \
             | participa | participe | participar | vota | vote | votar | firma | firme \
             | rellena | rellene | rellenar | completa | complete | responde | responda \
             | haz el | haz nuestro | haga el | prueba | pruebe | juega | juegue | jugar \
             | compra | compre | comprar | reserva | reserve | reservar | pide | encarga | dona \
             | done | donar | haz una donación | haga una donación | hazte socio | hágase socio \
             | apoya | apoye | envíanos | envíenos | mándanos | mándenos | escríbenos \
             | escríbanos | cuéntanos | cuéntenos | contáctanos | contacta con nosotros \
             | visita | visite | visitar | entra en | entre en | accede a | acceda a \
             | acceder a | abre | abra | instala | instale | instalar | busca | busque | buscar \
             | calcula | calcule | compara | compare | conoce | conozca | haz clic | haga clic \
             | pulsa | pulse | pincha | pinche | toca | repasa | repase | revive | reviva \
             | inicia sesión | inicie sesión | recorre | recorra | disfruta | disfrute | usa \
             | use | utiliza | utilice | activa | active | deja | deje | déjanos | déjenos \
             | cuéntanoslo | cuéntenoslo | dínoslo | díganoslo | dinos | díganos | opina \
             | opine | elige | elija | escribe | escriba | mueve | mueva | marca | marque",
        ),
        // Ours.
        (
            List::Objects,
            "el | la | los | las | un | una | nuestro | nuestra | nuestros | nuestras | este \
             | esta | estos | estas | ese | tu | tus | su | sus | a | al | aquí | ahora | en \
             | todo | toda | todos | todas | ya | gratis | más | cómo | qué | por qué | con \
             | lo | nos",
        ),
        // Ours.
        (
            List::Media,
            "álbum | disco | canción | canciones | tema | temas | sencillo \
             | lista de reproducción | playlist | episodio | episodios | capítulo | podcast \
             | pódcast | podcasts | programa | programas | serie | boletín | boletines \
             | newsletter | newsletters | vídeo | video | vídeos | videos | clip | tráiler \
             | avance | película | corto | documental | directo | en vivo | transmisión \
             | emisión | audio | audios | grabación | entrevista | conversación | reportaje \
             | artículo | artículos | nota | crónica | columna | informe | informes | estudio \
             | documento | documentos | sentencia | fallo | auto | comunicado | transcripción \
             | texto | discurso | carta | crítica | reseña | entrada del blog | blog | galería \
             | galerías | fotogalería | fotos | imágenes | mapa | mapa interactivo | gráfico \
             | infografía | base de datos | datos | calculadora | buscador | herramienta | test \
             | cuestionario | encuesta | formulario | petición | calendario | agenda | guía \
             | app | aplicación | web | sitio | archivo | lista | listado | receta | recetas \
             | entradas | boletos | alertas | notificaciones | canal | grupo | pdf | resultados \
             | concierto | conferencia | charla | debate | libro | audiolibro | número \
             | revista | cuenta | suscripción | tienda | comentarios",
        ),
        // Ours.
        (
            List::Controls,
            "haz clic | haga clic | hagan clic | hacé clic | haciendo clic | clica | clique \
             | cliquea | cliquee | pincha en | pinche en | pinchen en | pinchando | pulsa \
             | pulse | pulsen | pulsá | pulsando | presiona | presione | presionen \
             | presionando | toca | toque | toquen | tocando | desliza | deslice | deslizando \
             | desplaza | desplace | desplázate | desplácese | arrastra | arrastre \
             | pasa el cursor | pase el cursor | pasa el ratón | pase el ratón | pase el mouse \
             | selecciona | seleccione | introduce | introduzca | ingresa | ingrese | teclea \
             | rellena | rellene | rellenando | cumplimenta | cumplimente | llena el | llene el \
             | amplía | amplíe | escanea | escanee | recarga | recargue | actualiza la página \
             | da clic | dé clic | dale clic | den clic | dando clic | da click | haz click \
             | haga click | pulsar | clicar | hacer clic | pinchar en | deslizar | arrastrar \
             | rellenar | seleccionar",
        ),
        // Ours.
        (
            List::Parts,
            "botón | botones | icono | iconos | ícono | enlace | enlaces | link | pestaña \
             | menú desplegable | desplegable | flechas | cursor | casilla | casillas \
             | barra de búsqueda | cuadro de búsqueda | formulario | reproductor \
             | código postal | correo electrónico | tu nombre | su nombre | contraseña \
             | comentarios | sección de comentarios | código qr | lupa | buscador de arriba \
             | buscador de abajo | campanita",
        ),
        // Ours.
        (
            List::Targets,
            "punto | puntos | círculo | círculos | burbuja | burbujas | barra | barras \
             | provincia | provincias | municipio | municipios | comunidad | ciudad | región \
             | país | países | distrito | distritos | nombre | nombres | título | títulos \
             | imagen | imágenes | foto | fotos | mapa | palabra | palabras | pantalla | dedo \
             | página | lista | línea | líneas | casilla | flecha | play | auriculares \
             | altavoz | campana | estado | estados | barrio | control",
        ),
        // Ours.
        (
            List::Orders,
            "haz clic aquí | haga clic aquí | haz clic en | haga clic en | hagan clic en \
             | haz clic sobre | haga clic sobre | hacer clic en | haciendo clic en \
             | haz click en | haga click en | clic aquí | clica en | clica aquí | pincha en \
             | pinche en | pincha aquí | pinche aquí | pincha sobre | pinche sobre | pulsa en \
             | pulse en | pulsa aquí | pulse aquí | pulsa el botón | pulse el botón \
             | pulsa sobre | pulse sobre | pulsa play | pulse play | dale al play | dale a play \
             | dale play | presiona el botón | presione el botón | presiona play \
             | toca la pantalla | toca el icono | toque el icono | toca el botón \
             | toque el botón | desliza el dedo | deslice el dedo | desliza hacia \
             | deslice hacia | desliza para | desplázate | desplácese | desplaza el \
             | desplace el | baja hasta | baje hasta el final | arrastra la | arrastra el \
             | arrastre la | arrastre el | pasa el cursor | pase el cursor | pasa el ratón \
             | pase el ratón | pase el mouse | pasa el mouse | introduce tu | introduzca su \
             | ingresa tu | ingrese su | escribe tu | escriba su | teclea tu \
             | rellena el formulario | rellene el formulario | rellena este formulario \
             | rellene este formulario | completa el formulario | complete el formulario \
             | completa este formulario | complete este formulario | llena el formulario \
             | llene el formulario | rellenando el formulario | usa el formulario \
             | use el formulario | utiliza el formulario | utilice el formulario \
             | usa el reproductor | use el reproductor | usa el menú | usa el buscador \
             | use el buscador | utilice el buscador | deja un comentario | deje un comentario \
             | deja tu comentario | deje su comentario | déjanos un comentario \
             | sigue el enlace | siga el enlace | sigue este enlace | siga este enlace \
             | escanea el código | escanee el código | activa el sonido | active el sonido \
             | activa javascript | recarga la página | recargue la página | actualiza la página \
             | selecciona tu | seleccione su | elige tu provincia | elija en el menú \
             | selecciona en el mapa | escucha aquí | escúchalo aquí | escúchelo aquí \
             | míralo aquí | véalo aquí | amplía la imagen | da clic en | dé clic en \
             | da clic aquí | dale clic | da click en",
        ),
        // Ours.
        (
            List::Calls,
            "enlace en la bio | link en la bio | link en bio | enlace en la biografía \
             | enlace en la descripción | link en la descripción | haciendo clic en \
             | haciendo clic aquí | pinchando en | pinchando aquí | pulsando en | pulsando aquí \
             | pulsando el botón | rellenando el formulario | a través del formulario de abajo \
             | en el reproductor de arriba | en el reproductor de abajo | haciendo clic sobre \
             | pulsando sobre | deslizando el dedo | pasando el cursor | pasando el ratón \
             | tocando la pantalla",
        ),
        // Ours.
        (
            List::Leads,
            "por favor | puede | puedes | pueden | puede también | también puede \
             | también puedes | y | o | luego | después | solo | sólo | basta con | simplemente \
             | no olvides | no olvide | no dudes en | al",
        ),
        // Ours.
        (
            List::Labels,
            "lee también | lea también | leer también | lee además | lea además | lee | lea \
             | leer | lee más | lea más | leer más | le puede interesar | te puede interesar \
             | también te puede interesar | le recomendamos | te recomendamos \
             | te recomendamos leer | recomendado | recomendados | recomendamos | relacionado \
             | relacionados | relacionada | noticia relacionada | noticias relacionadas \
             | nota relacionada | notas relacionadas | artículo relacionado \
             | artículos relacionados | contenido relacionado | vídeo relacionado \
             | video relacionado | vídeos relacionados | videos relacionados | vídeo | video \
             | vídeos | en vídeo | en video | en fotos | en imágenes | galería de fotos | mira \
             | mire | mira también | mire también | mira el vídeo | ver | ver también | ver más \
             | vea | vea también | véase también | escucha | escuche | escucha también \
             | escuche también | escuchar | más información | más info | más | más sobre \
             | más sobre este tema | sobre este tema | para saber más | saber más | sepa más \
             | para leer más | además | sigue leyendo | siga leyendo | no te pierdas \
             | no se pierda | lo último | última hora | en directo | directo | en vivo \
             | las claves | del archivo | de nuestro archivo | descubre | descarga | consulta \
             | consulte | suscríbete | enlaces | enlaces relacionados | en contexto",
        ),
        // Ours.
        (
            List::Things,
            "recuadro | recuadros | botón | icono | formulario | menú | cuestionario | encuesta \
             | tuit | tweet | post | herramienta | calculadora | cronología | despiece \
             | puntos rojos | círculos | burbujas",
        ),
        // Ours.
        (
            List::Pictures,
            "foto | fotos | fotografía | fotografías | imagen | imágenes | ilustración \
             | gráfico | gráficos | gráfica | gráficas | infografía | mapa | mapas | plano \
             | esquema | diagrama | dibujo | viñeta | captura | galería | animación | retrato",
        ),
        // Ours.
        (
            List::Players,
            "vídeo | video | vídeos | videos | reproductor | audio | audios | clip | pódcast \
             | podcast | grabación | tráiler | directo | película | lista de reproducción",
        ),
        // Ours.
        (List::Tables, "tabla | tablas"),
        // Ours.
        (List::Lists, "lista | listas | listado | relación"),
        // Ours.
        (List::Links, "enlace | enlaces | link | links | vínculo"),
        // Ours.
        (
            List::Spots,
            "sobre estas líneas | bajo estas líneas | en estas líneas | junto a estas líneas \
             | imagen superior | imagen inferior | foto superior | foto inferior \
             | fotografía superior | fotografía inferior | gráfico superior | gráfico inferior \
             | mapa superior | mapa inferior | tabla superior | tabla inferior | vídeo superior \
             | vídeo inferior | imagen de arriba | imagen de abajo | foto de arriba \
             | foto de abajo | imagen adjunta | gráfico adjunto | mapa adjunto | foto adjunta \
             | tabla adjunta | siguiente gráfico | siguiente mapa | siguiente imagen \
             | siguiente foto | siguiente fotografía | siguiente vídeo | siguiente video \
             | siguiente gráfica | siguiente infografía",
        ),
        // Ours.
        (
            List::Places,
            "a la izquierda | a la derecha | de la izquierda | de la derecha \
             | arriba a la izquierda | arriba a la derecha | abajo a la izquierda \
             | abajo a la derecha | en la columna derecha | en la columna izquierda \
             | junto a este texto | de al lado",
        ),
        // Ours.
        (
            List::Below,
            "abajo | de abajo | de más abajo | más abajo | aquí abajo | debajo",
        ),
        // Ours.
        (
            List::Above,
            "arriba | de arriba | más arriba | de más arriba | aquí arriba",
        ),
        // Ours.
        (
            List::Fronts,
            "la siguiente imagen y la | siguiente imagen con el",
        ),
        // Ours.
        (List::Takers, "de | del | que"),
        // Ours.
        (
            List::Openers,
            "abajo | arriba | más abajo | sobre estas líneas | bajo estas líneas",
        ),
        // Ours.
        (
            List::Pages,
            "en esta página | en esta página web | en nuestra página | en esta pantalla \
             | en su pantalla | en tu pantalla | pasa a la página | pasa a página \
             | sigue en la página | continúa en la página | viene de la página | ver página \
             | véase la página | en la página de al lado | en la barra lateral \
             | en una nueva ventana | en una nueva pestaña | en su navegador | en tu navegador \
             | al final del artículo | al final de la página | al pie de página \
             | a pie de página | al pie de esta página | al pie de este artículo \
             | al comienzo del artículo | inicio de la página | volver arriba \
             | al final de esta nota | al final de la nota",
        ),
        // Ours.
        (
            List::Edges,
            "en la parte superior de | en la parte superior derecha de \
             | en la parte superior izquierda de | en la parte inferior de \
             | en la parte inferior derecha de | en la parte derecha de \
             | en la parte de arriba de | en la parte de abajo de | al principio de \
             | al comienzo de | al inicio de | al final de | al pie de | al término de \
             | al margen de | en la esquina superior derecha de \
             | en la esquina superior izquierda de | en la esquina inferior derecha de \
             | en la esquina inferior izquierda de | esquina superior derecha de \
             | esquina superior izquierda de | esquina inferior derecha de \
             | esquina inferior izquierda de | en lo alto de | arriba de | abajo de | debajo de \
             | encima de | a la derecha de | a la izquierda de | arriba a la derecha de \
             | arriba a la izquierda de | en el lado derecho de | en el lado izquierdo de \
             | en el lateral de | en otra parte de | en otro lugar de | en la cabecera de \
             | más abajo en | más arriba en | en la columna derecha de",
        ),
        // Ours.
        (
            List::Sheets,
            "esta página | este artículo | esta nota | este texto | esta noticia \
             | este reportaje | esta entrevista | esta información | esta crónica \
             | esta pantalla | la pantalla | su pantalla | tu pantalla | la página \
             | esta página web | esta web | nuestra web | este sitio | nuestra página \
             | la portada de nuestra web | esta ventana | la ventana | su navegador \
             | este boletín | esta galería | este post | esta entrada",
        ),
        // Ours.
        (
            List::Captions,
            "de izquierda a derecha | de derecha a izquierda | de izda a dcha | de izq a der \
             | de arriba abajo | de arriba a abajo | en el sentido de las agujas del reloj \
             | en sentido horario | desde la izquierda | por la izquierda \
             | empezando por la izquierda | segundo por la izquierda | segunda por la izquierda \
             | segundo por la derecha | segunda por la derecha | tercero por la izquierda \
             | tercera por la izquierda | tercero por la derecha | tercera por la derecha \
             | segundo desde la izquierda | segunda desde la izquierda \
             | tercera desde la izquierda | tercero desde la izquierda | segundo a la izquierda \
             | fila superior | fila inferior | primera fila de izquierda | en primer plano \
             | a la izquierda de la imagen | a la derecha de la imagen \
             | a la izquierda de la foto | a la derecha de la foto | a la izquierda en la foto \
             | a la derecha en la foto",
        ),
        // Ours.
        (
            List::Corners,
            "izquierda | derecha | centro | izq | izda | izqda | der | dcha | drcha | dch \
             | arriba | abajo | a la izquierda | a la derecha | en el centro \
             | arriba a la izquierda | arriba a la derecha | abajo a la izquierda \
             | abajo a la derecha | segundo por la izquierda | segunda por la izquierda \
             | tercera por la izquierda | segunda por la derecha | segundo por la derecha | i \
             | d | c | al fondo | en primer plano | de pie | sentado | sentada",
        ),
        // Ours.
        (
            List::Looks,
            "en negrita | en negritas | en cursiva | en cursivas | en itálica | subrayado \
             | subrayada | subrayados | subrayadas | tachado | tachada | tachados | tachadas \
             | sombreado | sombreada | sombreados | sombreadas | resaltado | resaltados \
             | resaltada | resaltadas",
        ),
        // Ours.
        (
            List::Colours,
            "en rojo | en verde | en azul | en amarillo | en naranja | en gris | en morado \
             | en violeta | en azul oscuro | en azul claro | en verde oscuro | en verde claro \
             | en rojo oscuro | de color rojo | de color verde | de color azul",
        ),
        // Ours.
        (
            List::Shows,
            "marcado | marcada | marcados | marcadas | señalado | señalada | señalados \
             | señaladas | indicado | indicada | indicados | indicadas | destacado | destacada \
             | destacados | destacadas | resaltado | resaltada | resaltados | resaltadas \
             | mostrado | mostrados | muestran | se muestran | se muestra | representado \
             | representados | representadas | coloreado | coloreados | coloreadas | sombreados \
             | sombreadas | subrayados | subrayadas | nombres | palabras | frases | cifras \
             | títulos | fechas | pasajes | líneas | filas | celdas | municipios | provincias \
             | países | zonas | regiones | términos | cambios | añadidos | respuestas | valores \
             | mostrada | mostradas | muestra | sombreado | sombreada | reflejados | reflejadas \
             | recogidas en | dibujados | dibujadas | identificados | identificadas \
             | se indican | se señalan | se marcan | se destacan | se representan",
        ),
        // Ours.
        (
            List::Styles,
            "aparecen en rojo | aparecen en azul | aparecen en verde | aparecen en gris \
             | figuran en rojo | figuran en azul | figuran en verde",
        ),
        // Ours.
        (
            List::Beings,
            "está | están | estaban | va | van | aparece | aparecen | figura | figuran \
             | escrito | escritos | escritas | impreso | impresos | los que | las que",
        ),
        // Ours.
        (
            List::Steps,
            "paso | pasos | punto | puntos | número | números | pregunta | preguntas | apartado \
             | apartados | regla | reglas | consejo | consejos | n",
        ),
        // Ours.
        (List::Owners, "de | del"),
        // Ours.
        (
            List::Ordinals,
            "o | a | os | as | er | ero | era | ro | ra | da | ta | º | ª | vo | va | no | na",
        ),
        // Ours.
        (
            List::Except,
            "a la izquierda de la izquierda | a la derecha de la derecha | de abajo arriba \
             | de arriba abajo en | al pie de la letra | pasar página | paso a paso \
             | punto por punto | números rojos | en rojo vivo | al final de la página web \
             | mira por donde | toca madera | ve a saber | vaya a saber | en blanco y negro \
             | de izquierda o de derecha | de izquierda y de derecha | de izquierdas \
             | de derechas | partido de izquierda | toque de queda | pulso firme | alerta roja \
             | haciendo clic en un enlace | haciendo clic en enlaces | haz clic en enlaces \
             | no haga clic | no hagas clic | no pinche | no pinches | haga clic en enlaces \
             | pinchando en un enlace",
        ),
    ],
};
