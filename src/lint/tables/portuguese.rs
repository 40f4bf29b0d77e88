//! Portuguese.

use super::Table;
use crate::lint::words::{Capitals, List};

pub(super) const TABLE: Table = Table {
    language: "pt",
    capitals: Capitals::Names,
    lists: &[
        // Ours.
        (
            List::Empty,
            "o | a | os | as | um | uma | uns | umas | de | do | da | dos | das | este | esta \
             | estes | estas | isto | esse | essa | isso | nosso | nossa | nossos | nossas \
             | seu | sua | seus | suas | ao | à | aos | às | em | no | na | nos | nas | neste \
             | nesta | nesse | nessa | deste | desta | sobre | para | por | pelo | pela | e \
             | ou | com | se | todo | toda | todos | todas | completo | completa | íntegra \
             | último | última | novo | nova | outros | outras | outro | mais | agora \
             | diretamente | é | está | estão | que | também | favor | através | seguinte \
             | pode | ver | veja | ler | leia | página | site | informações | informação \
             | detalhe | detalhes | confira | consulte | acesse | acessando | completos | basta \
             | poderá | conferir | são | eram | foram | cada | disponível | disponíveis \
             | grátis | gratuito | online | pdf | foi | será | serão | encontrar | encontre \
             | fazendo | seguindo | toda a",
        ),
        // Lighthouse (pt) and Sa11y, read and cut; the rest ours.
        (
            List::Pointers,
            "aqui | clique | clique aqui | clicar aqui | clicando aqui | clica aqui \
             | carregue aqui | clique neste link | neste link | nesta ligação | este link \
             | link | links | ligação | o link | link abaixo | toque aqui | saiba mais \
             | saiba mais aqui | saber mais | sabe mais | mais informações | mais informação \
             | mais detalhes | mais infos | ver mais | veja mais | veja aqui | ver aqui \
             | leia mais | leia aqui | leia tudo | ler mais | lê mais | continue lendo \
             | continue a ler | continuar lendo | continuar a ler | leia na íntegra \
             | leia a íntegra | leia o artigo | leia a matéria | leia a matéria completa \
             | ver tudo | ver todos | conheça mais | descubra mais | descobrir mais \
             | confira aqui | confira mais | acesse aqui | aceda aqui | entre aqui \
             | consulte aqui | mostrar mais | esta página | baixe aqui | este site \
             | acessando aqui | por aqui | clicar | clicando | nesse link | no link \
             | através deste link | por este link | este endereço | neste endereço \
             | este formulário | leia a reportagem completa | leia a notícia completa \
             | ver a matéria completa | mais detalhes aqui | todas as informações \
             | ler artigo completo | ler notícia | veja detalhes | continue a leitura",
        ),
        // Ours.
        (
            List::Acts,
            "ouça | ouve | ouvir | escute | escuta | escutar | assista | assista a | assista ao \
             | assista à | assistir | veja | vê | ver | reveja | leia | lê | ler | releia \
             | consulte | consultar | confira | conferir | explore | explorar | descubra \
             | descobrir | conheça | conhecer | baixe | baixar | descarregue | descarregar \
             | transfira | faça o download | faça download | assine | assinar | subscreva \
             | subscrever | inscreva-se | inscrever-se | cadastre-se | cadastrar-se \
             | registe-se | registre-se | receba | receber | siga | siga-nos | seguir \
             | acompanhe | acompanhar | junte-se | participe | participar | compartilhe \
             | partilhe | partilhar | compartilhar | comente | comentar | vote | votar \
             | preencha | preencher | responda | responder | faça o quiz | faça o teste \
             | faça o nosso | teste seu | teste os seus | teste o seu | jogue | jogar | compre \
             | comprar | reserve | reservar | encomende | garanta seu | garanta o seu | doe \
             | doar | faça uma doação | apoie | apoiar | torne-se | seja membro | envie-nos \
             | envie seu | envie sua | mande-nos | mande sua | escreva-nos | escreva para nós \
             | conte-nos | contacte-nos | fale conosco | visite | visitar | acesse | acessar \
             | aceda | entre no | entre na | abra | abrir | instale | instalar | busque \
             | pesquise | procure | calcule | compare | clique | clique em | clique no | toque \
             | navegue | percorra | reviva | relembre | faça login | inicie sessão | imprima \
             | use | utilize | ative | deixe | deixe-nos | conte | conte pra gente \
             | conte para a gente | conta | diga | diga-nos | opine | escolha | escreva | mova \
             | marque",
        ),
        // Ours.
        (
            List::Objects,
            "o | a | os | as | um | uma | ao | à | aos | às | nosso | nossa | nossos | nossas \
             | este | esta | esse | essa | seu | sua | seus | suas | aqui | agora | em | no \
             | na | todo | toda | todos | todas | já | grátis | mais | como | por que | com \
             | para | nos",
        ),
        // Ours.
        (
            List::Media,
            "álbum | disco | faixa | música | músicas | canção | canções | single | playlist \
             | episódio | episódios | podcast | podcasts | programa | programas | série \
             | newsletter | newsletters | boletim | boletins | vídeo | vídeos | clipe | trailer \
             | filme | curta | documentário | transmissão | direto | ao vivo | live | emissão \
             | áudio | áudios | gravação | entrevista | conversa | reportagem | artigo \
             | artigos | matéria | coluna | crónica | crônica | relatório | relatórios | estudo \
             | documento | documentos | sentença | decisão | acórdão | comunicado | nota \
             | transcrição | texto | discurso | carta | crítica | resenha | blog | galeria \
             | galerias | fotogaleria | fotos | imagens | mapa | mapa interativo | gráfico \
             | infográfico | infografia | base de dados | banco de dados | dados | calculadora \
             | simulador | ferramenta | quiz | teste | questionário | enquete | inquérito \
             | formulário | petição | calendário | agenda | guia | app | aplicativo | aplicação \
             | site | arquivo | lista | receita | receitas | ingressos | bilhetes | alertas \
             | notificações | canal | grupo | pdf | resultados | concerto | show | palestra \
             | debate | livro | audiolivro | edição | revista | conta | assinatura | loja \
             | comentários | íntegra",
        ),
        // Ours.
        (
            List::Controls,
            "clique | cliquem | clica | clicando | carregue | carregando em | toque | toquem \
             | tocando | pressione | pressionando | aperte | apertando | deslize | deslizando \
             | role | rolando | arraste | arrastando | passe o mouse | passe o cursor \
             | passe o rato | passe o dedo | selecione | selecionando | digite | digitando \
             | insira | introduza | preencha | preenchendo | amplie | escaneie | recarregue \
             | atualize a página | faça scroll | coloque o cursor | aponte a câmera | clicar \
             | deslizar | arrastar | preencher | selecionar",
        ),
        // Ours.
        (
            List::Parts,
            "botão | botões | ícone | ícones | link | links | aba | separador | menu suspenso \
             | setas | cursor | caixa de pesquisa | barra de pesquisa | barra de busca \
             | formulário | player | leitor de áudio | cep | código postal | e-mail | seu nome \
             | senha | palavra-passe | comentários | caixa de comentários | código qr | qr code \
             | lupa | sininho",
        ),
        // Ours.
        (
            List::Targets,
            "ponto | pontos | círculo | círculos | bolha | bolhas | barra | barras | estado \
             | estados | município | municípios | cidade | região | país | países | distrito \
             | distritos | bairro | nome | nomes | título | títulos | imagem | imagens | foto \
             | fotos | mapa | palavra | palavras | tela | ecrã | dedo | página | lista | linha \
             | linhas | seta | play | fones | sino | concelho | concelhos",
        ),
        // Ours.
        (
            List::Orders,
            "clique aqui | clique em | clique no | clique na | clique nos | clique nas \
             | clique sobre | cliquem no | clicando em | clicando no | clicando na \
             | clicando aqui | carregue em | carregue no | carregue na | carregue aqui \
             | toque em | toque no ícone | toque no botão | toque aqui | toque na tela \
             | toque na imagem | aperte o play | aperte o botão | aperte play | dê o play \
             | dê play | pressione o botão | pressione play | deslize o dedo | deslize para \
             | deslize a tela | role a página | role a tela | role para | desça até | arraste a \
             | arraste o | arraste para | passe o mouse | passe o cursor | passe o rato \
             | passe o dedo | digite o seu | digite seu | digite o nome | insira o seu \
             | insira seu | introduza o seu | introduza o código | escreva o seu nome \
             | preencha o formulário | preencha este formulário | preencha o nosso formulário \
             | preencha nosso formulário | preenchendo o formulário | use o formulário \
             | utilize o formulário | use o player | use o leitor | use o menu | use a busca \
             | use as setas | use o mapa | deixe um comentário | deixe seu comentário \
             | deixe o seu comentário | siga o link | siga este link | escaneie o código \
             | escaneie o qr code | aponte a câmera para | ative o som | ative o javascript \
             | recarregue a página | atualize a página | selecione seu | selecione o seu \
             | escolha no menu | ouça abaixo | ouça aqui | assista abaixo | veja abaixo o vídeo \
             | assista ao vídeo abaixo | amplie a imagem",
        ),
        // Ours.
        (
            List::Calls,
            "nos comentários abaixo | link na bio | link na biografia | link na descrição \
             | links na descrição | clicando aqui | clicando no link | clicando neste link \
             | clicando no botão | clicando na imagem | clicando sobre \
             | preenchendo o formulário | através do formulário abaixo | pelo formulário abaixo \
             | no player acima | no player abaixo | no leitor acima | no leitor abaixo \
             | clicando em | clicando nos | clicando nas | clicando na | clicando no \
             | deslizando o dedo | passando o mouse | passando o cursor | arrastando a \
             | tocando na tela | tocando no ícone | carregando em",
        ),
        // Ours.
        (
            List::Leads,
            "por favor | pode | você pode | pode também | também pode | podem | e | ou | depois \
             | basta | é só | só | simplesmente | não deixe de | não se esqueça de | em seguida",
        ),
        // Ours.
        (
            List::Labels,
            "leia também | leia mais | leia | leia ainda | leia a seguir | ler também \
             | lê também | veja também | veja mais | veja | veja ainda | ver também | ver mais \
             | ver | assista | assista também | assista ao vídeo | ouça | ouça também | ouvir \
             | ouça o podcast | escute | saiba mais | para saber mais | saber mais \
             | mais sobre o tema | mais sobre o assunto | sobre o mesmo tema | sobre o assunto \
             | mais informações | mais | relacionado | relacionados | relacionadas \
             | notícia relacionada | notícias relacionadas | artigo relacionado \
             | artigos relacionados | matéria relacionada | matérias relacionadas \
             | conteúdo relacionado | vídeo relacionado | vídeos relacionados | recomendado \
             | recomendados | recomendamos | sugestão de leitura | sugestões \
             | você também pode gostar | também pode gostar | pode interessar \
             | pode interessar-lhe | não perca | confira | confira também | confira mais \
             | conheça | descubra | vídeo | vídeos | em vídeo | em fotos | galeria de fotos \
             | em imagens | entenda | entenda o caso | explicador | do arquivo \
             | do nosso arquivo | ao vivo | em direto | siga ao vivo | acompanhe \
             | últimas notícias | continue lendo | continue a ler | assine | baixe | consulte \
             | links úteis | e ainda",
        ),
        // Ours.
        (
            List::Things,
            "botão | ícone | formulário | menu | questionário | enquete | quiz | tuíte | tweet \
             | post | ferramenta | calculadora | linha do tempo | cronologia | box | caixa \
             | quadro | pontos vermelhos | círculos | bolhas",
        ),
        // Ours.
        (
            List::Pictures,
            "foto | fotos | fotografia | fotografias | imagem | imagens | ilustração | gráfico \
             | gráficos | infográfico | infografia | mapa | mapas | planta | esquema | diagrama \
             | desenho | charge | captura | galeria | animação | retrato",
        ),
        // Ours.
        (
            List::Players,
            "vídeo | vídeos | player | leitor | áudio | áudios | clipe | podcast | gravação \
             | trailer | filme | transmissão | playlist",
        ),
        // Ours.
        (List::Tables, "tabela | tabelas"),
        // Ours.
        (List::Lists, "lista | listas | relação"),
        // Ours.
        (List::Links, "link | links | ligação | ligações"),
        // Ours.
        (
            List::Spots,
            "foto superior | foto inferior | imagem superior | imagem inferior \
             | gráfico superior | mapa superior | foto de cima | foto de baixo | imagem de cima \
             | imagem de baixo | foto em anexo | gráfico em anexo | seguinte gráfico \
             | gráfico a seguir | mapa a seguir | imagem a seguir | foto a seguir \
             | vídeo a seguir | tabela a seguir",
        ),
        // Ours.
        (
            List::Places,
            "à esquerda | à direita | da esquerda | da direita | ao lado | aqui ao lado \
             | em cima à esquerda | em cima à direita | na coluna da direita \
             | na coluna da esquerda | na coluna ao lado",
        ),
        // Ours.
        (
            List::Below,
            "abaixo | mais abaixo | aqui abaixo | logo abaixo | em baixo | embaixo | de baixo",
        ),
        // Ours.
        (
            List::Above,
            "acima | mais acima | logo acima | aqui acima | em cima | de cima",
        ),
        // Ours.
        (List::Fronts, "o seguinte gráfico e o | seguinte mapa com o"),
        // Ours.
        (List::Takers, "de | do | da | dos | das | que"),
        // Ours.
        (
            List::Openers,
            "abaixo | acima | em baixo | embaixo | em cima | logo abaixo",
        ),
        // Ours.
        (
            List::Pages,
            "nesta página | nesta página web | na nossa página | nesta tela | neste ecrã \
             | na sua tela | no seu ecrã | na página ao lado | continua na página \
             | continua na pág | continuação da página | ver página | veja página \
             | na barra lateral | numa nova janela | em uma nova janela | numa nova aba \
             | em uma nova aba | no seu navegador | no rodapé da página | ao pé da página \
             | no final da página | no fim da página | no topo da página | voltar ao topo \
             | no final da matéria",
        ),
        // Ours.
        (
            List::Edges,
            "no topo de | no topo | no alto de | no alto | no fim | no final | ao final \
             | ao fim | no início | no começo | no pé | no rodapé | ao pé | na parte superior \
             | na parte inferior | na parte de cima | na parte de baixo \
             | no canto superior direito | no canto superior esquerdo \
             | no canto inferior direito | no canto inferior esquerdo | canto superior direito \
             | canto superior esquerdo | canto inferior direito | canto inferior esquerdo \
             | do lado direito | do lado esquerdo | no lado direito | no lado esquerdo \
             | à direita | à esquerda | na lateral | noutro ponto | em outra parte \
             | em cima à direita | em cima à esquerda | embaixo | abaixo | acima | no cabeçalho \
             | na margem | mais abaixo | mais acima",
        ),
        // Ours.
        (
            List::Sheets,
            "desta página | deste artigo | desta matéria | deste texto | desta reportagem \
             | desta notícia | desta entrevista | deste post | desta tela | da tela | do ecrã \
             | deste ecrã | da sua tela | do seu ecrã | da página | desta página web \
             | deste site | do nosso site | da nossa página | desta janela | da janela \
             | do navegador | desta newsletter | desta galeria | desta crónica | desta coluna \
             | nesta página | neste artigo | na tela | no ecrã",
        ),
        // Ours.
        (
            List::Captions,
            "da esquerda para a direita | da direita para a esquerda | de cima para baixo \
             | no sentido horário | no sentido dos ponteiros do relógio | a partir da esquerda \
             | a partir da direita | segundo a partir da esquerda \
             | segunda a partir da esquerda | terceiro a partir da esquerda \
             | terceira a partir da esquerda | segundo da esquerda | segunda da esquerda \
             | segunda da direita | segundo da direita | terceiro da esquerda \
             | terceira da esquerda | segundo à esquerda | fila de cima | fila de baixo \
             | fila da frente | em primeiro plano | à esquerda na foto | à direita na foto \
             | à esquerda da foto | à direita da foto | na foto à esquerda e",
        ),
        // Ours.
        (
            List::Corners,
            "esquerda | direita | centro | esq | dir | à esquerda | à direita | à esq | à dir \
             | ao centro | no centro | no meio | em cima | embaixo | em baixo \
             | acima à esquerda | acima à direita | abaixo à esquerda | abaixo à direita \
             | segunda da esquerda | segundo da esquerda | segunda da direita \
             | segundo da direita | segunda a partir da esquerda \
             | terceira a partir da esquerda | ao fundo | em primeiro plano | de pé | sentada \
             | sentado",
        ),
        // Ours.
        (
            List::Looks,
            "em negrito | em itálico | sublinhado | sublinhada | sublinhados | sublinhadas \
             | riscado | riscada | riscados | riscadas | tachado | tachados | tachadas \
             | sombreado | sombreada | sombreados | sombreadas | destacado | destacados",
        ),
        // Ours.
        (
            List::Colours,
            "em vermelho | em verde | em azul | em amarelo | em laranja | em cinza \
             | em cinzento | em roxo | em azul escuro | em azul claro | em verde escuro \
             | em verde claro | a vermelho | a verde | a azul | a amarelo | a negrito \
             | a cinzento | a cheio",
        ),
        // Ours.
        (
            List::Shows,
            "marcado | marcada | marcados | marcadas | assinalado | assinalada | assinalados \
             | assinaladas | indicado | indicada | indicados | indicadas | destacado \
             | destacada | destacados | destacadas | mostrado | mostrados | mostram \
             | representado | representados | representadas | colorido | coloridos | coloridas \
             | sombreados | sombreadas | sublinhados | sublinhadas | grafados | grafadas \
             | grafado | realçados | realçadas | nomes | palavras | frases | números | títulos \
             | datas | trechos | linhas | células | municípios | estados | países | zonas \
             | regiões | termos | alterações | acréscimos | respostas | valores | mostrada \
             | mostradas | mostra | exibido | exibidos | exibida | exibidas | apresentados \
             | apresentadas | sinalizados | sinalizadas | identificados | identificadas \
             | desenhados | desenhadas | grifados | grifadas | se mostram",
        ),
        // Ours.
        (
            List::Styles,
            "aparecem em vermelho | aparecem em azul | aparecem em verde | aparecem em cinza \
             | figuram em vermelho",
        ),
        // Ours.
        (
            List::Beings,
            "está | estão | estavam | aparece | aparecem | figuram | escrito | escritos \
             | escritas | impresso | os que | as que",
        ),
        // Ours.
        (
            List::Steps,
            "passo | passos | ponto | pontos | número | números | item | itens | pergunta \
             | perguntas | etapa | etapas | alínea | regra | regras | dica | dicas",
        ),
        // Ours.
        (List::Owners, "de | do | da | dos"),
        // Ours.
        (
            List::Ordinals,
            "o | a | os | as | º | ª | ro | ra | da | ta",
        ),
        // Ours.
        (
            List::Except,
            "à esquerda da esquerda | à direita da direita | abaixo de zero | acima de tudo \
             | acima de todos | abaixo-assinado | virar a página | passo a passo \
             | ponto por ponto | no vermelho | em preto e branco | preto no branco \
             | toque de recolher | de esquerda | de direita | bata na madeira | acima da média \
             | abaixo da média | a seguir ao | a seguir à | clicando em um link \
             | clicando em links | clicando num link | não clique | nunca clique \
             | clicar em links | clicando em um",
        ),
    ],
};
