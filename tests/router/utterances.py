"""Wishes that the router was never shown, and what each of them means; None means nothing."""

from aurora.domains.routing.types import Capability

SEARCH = """
find passages about crawl delays
search for the travel policy
look up everything on GDPR fines
Could you please find documents about solar panels?
papers on reinforcement learning
show me what we have on the Lisbon office
dig up the old proposals for the harbour project
documents where the budget of 2024 is discussed
articles regarding microplastics in rivers
kafka consumer lag tuning
give me all pages mentioning Dr. Souza
I'm after the meeting minutes of the works council
procure a política de viagens
busque contratos de aluguel em Recife
encontre passagens sobre férias coletivas
você pode pesquisar artigos sobre dengue?
me mostre o que existe sobre o escritório de Lisboa
documentos em que se discute o orçamento de 2024
artigos a respeito de microplásticos nos rios
todas as páginas que mencionam o Dr. Souza
ajuste de latência no consumidor Kafka
gostaria de ver materiais sobre energia solar
localize as propostas antigas do projeto do porto
atas do conselho de trabalhadores
"""
ANSWER = """
How long may a crawl slice take?
what does the warranty cover
who signed the contract with Telefónica?
why do projections have generations
Is there parking at the Porto branch?
which plan allows more than ten users
tell me how the discount is computed
explain the procedure for reporting an accident
I'd like to know when the canteen opens
can I bring my dog to work?
how to renew a passport
let me know what the penalty for late delivery is
Quanto tempo dura uma fatia de rastreamento?
o que a garantia cobre
quem assinou o contrato com a Telefónica?
por que as projeções têm gerações
Tem estacionamento na filial do Porto?
qual plano permite mais de dez usuários
me explique como o desconto é calculado
quero entender o procedimento para comunicar um acidente
gostaria de saber a que horas abre a cantina
posso levar meu cachorro para o trabalho?
como renovar um passaporte
me conta qual é a multa por atraso na entrega
"""
PERCEIVE = """
crawl https://example.org/docs
read https://example.org/handbook/ and keep it
https://blog.example.com/posts/42
please index the site https://docs.python.org, three levels deep
Could you fetch http://intranet.local/news?
scrape example.com for me
save this page: https://example.org/a
go to https://example.net and capture every article
mirror the public handbook on the web
get all the pages of our online help centre
take a look at https://example.org/pricing and store what it says
spider the municipal website
rastreie https://exemplo.com.br
leia https://exemplo.com.br/manual/ e guarde
https://blog.exemplo.com.br/artigos/42
por favor indexe o site https://docs.python.org até três níveis
Você pode buscar e ler http://intranet.local/noticias?
varra exemplo.com.br inteiro
guarde esta página: https://exemplo.com.br/a
vá até https://exemplo.net e capture cada artigo
copie o manual público que está na web
traga todas as páginas da nossa central de ajuda online
dê uma olhada em https://exemplo.com.br/precos e armazene o conteúdo
percorra o site da prefeitura
"""
REMEMBER = """
remember: the safe is behind the painting
Remember that Carla prefers tea
note down: gate code 4411
please make a note: the auditor comes on Tuesday
don't forget that the lease ends in March
keep in mind that the printer on floor 3 is broken
save this: our VAT number is PT501234567
jot down that the demo went well
remember to send the slides to Pedro
just for the record, the board approved the plan on 3 May
our new supplier is called Verdemar and delivers on Thursdays
store the following text as a note: cats sleep sixteen hours a day
lembre: o cofre fica atrás do quadro
Lembre-se de que a Carla prefere chá
anote: código do portão 4411
por favor, tome nota: o auditor vem na terça
não esqueça que o aluguel termina em março
tenha em mente que a impressora do 3º andar está quebrada
guarde isto: nosso NIF é PT501234567
registre que a demonstração correu bem
anota aí que preciso mandar os slides para o Pedro
só para constar, a diretoria aprovou o plano em 3 de maio
nosso novo fornecedor se chama Verdemar e entrega às quintas
armazene o seguinte texto como nota: gatos dormem dezesseis horas por dia
"""
NOTHING = """
hi there
thanks a lot
play the latest album by Caetano
reserve a table for two tonight
switch on the heating
remove that document
email the report to Joana
translate the text to German
don't crawl https://example.org
never mind
blah
make it better
yes
wake me up at six
pay the electricity bill
close my account
paint the wall blue
oi, tudo bem
obrigada
toque o último disco do Caetano
reserve uma mesa para dois hoje à noite
ligue o aquecimento
remova aquele documento
envie o relatório para a Joana por e-mail
traduza o texto para o alemão
não rastreie https://exemplo.com.br
deixa pra lá
melhore isso
sim
me acorde às seis
pague a conta de luz
encerre a minha conta
pinte a parede de azul
"""

UTTERANCES: tuple[tuple[str, Capability | None], ...] = tuple(
    (line, meant)
    for meant, lines in (
        (Capability.SEARCH, SEARCH),
        (Capability.ANSWER, ANSWER),
        (Capability.PERCEIVE, PERCEIVE),
        (Capability.REMEMBER, REMEMBER),
        (None, NOTHING),
    )
    for line in lines.strip().splitlines()
)
