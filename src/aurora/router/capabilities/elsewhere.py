"""What Aurora does not do for a wish: examples that keep the router from guessing."""

EXAMPLES = {
    "en": """
        hello
        thank you very much
        good morning, nice to meet you
        play some music
        book a flight to Lisbon for Monday
        turn off the lights in the kitchen
        delete the document
        forget everything you know about me
        send an e-mail to the team
        translate this sentence into French
        write a poem about the sea
        set an alarm for seven
        create a new user account
        give Ana access to the collection
        stop the crawl
        do not read that page
        do not save this
        hmm
        ok, go ahead
        do it again
        that is wrong
        the thing from yesterday
        order a pizza
        transfer fifty euros to Bob
        tell me a joke
        what is your name
        restart the server
        change my password
        summarise this in three lines
        asdf qwer zxcv
        call my mother
        lorem ipsum
        of course
        no
        bye, see you tomorrow
        how are you today
        switch the television on
        schedule a meeting with Paul
        remove my account
        post this on social media
        draw a picture of a horse
        lock the front door
        buy more printer paper
        undo the last change
        never mind, forget it
        something about that, you know
        I need a taxi to the airport at five
        I want to pay my phone bill with the blue card
        could you reserve a room in Porto from Monday to Thursday
        put eggs and flour on my shopping list
        I would like to cancel my subscription
        let my bank know that I will be travelling in July
        my card was stolen, block it right away
        we need a table for six tomorrow evening
        add this track to my playlist
        I am out of coffee, order some more
        remind me in ten minutes to take the cake out
        please confirm my appointment with the dentist
        tell Maria that I am running late
        I want to change the language of the phone
        increase the volume a little
        open the browser
        finish the report for me
        take that off my list
        the food at that restaurant was awful
        I am tired and bored
    """,
    "pt": """
        olá
        muito obrigado
        bom dia, prazer em conhecer
        toque uma música
        reserve um voo para Lisboa na segunda
        apague as luzes da cozinha
        apague o documento
        esqueça tudo o que você sabe de mim
        mande um e-mail para a equipe
        traduza esta frase para o francês
        escreva um poema sobre o mar
        ponha um alarme para as sete
        crie uma nova conta de usuário
        dê acesso à coleção para a Ana
        pare o rastreamento
        não leia essa página
        não guarde isso
        hum
        ok, pode ir
        faça de novo
        isso está errado
        aquela coisa de ontem
        peça uma pizza
        transfira cinquenta euros para o Beto
        conte uma piada
        qual é o seu nome
        reinicie o servidor
        mude a minha senha
        resuma isto em três linhas
        asdf qwer zxcv
        ligue para a minha mãe
        blá blá blá
        claro
        não
        tchau, até amanhã
        como vai você hoje
        ligue a televisão
        marque uma reunião com o Paulo
        remova a minha conta
        publique isto nas redes sociais
        desenhe um cavalo
        tranque a porta da frente
        compre mais papel para a impressora
        desfaça a última mudança
        deixa para lá, esquece
        alguma coisa disso aí, sabe
        preciso de um táxi para o aeroporto às cinco
        quero pagar a conta do telefone com o cartão azul
        poderia reservar um quarto em Santos de segunda a quinta
        ponha ovos e farinha na minha lista de compras
        gostaria de cancelar a minha assinatura
        avise o meu banco que vou viajar em julho
        meu cartão foi roubado, bloqueie agora mesmo
        precisamos de uma mesa para seis amanhã à noite
        acrescente esta faixa à minha playlist
        acabou o café, encomende mais
        me avise em dez minutos para tirar o bolo do forno
        confirme por favor a minha consulta no dentista
        diga à Maria que estou atrasado
        quero mudar o idioma do celular
        aumente um pouco o volume
        abra o navegador
        termine o relatório por mim
        tire isso da minha lista
        a comida daquele restaurante estava horrível
        estou cansado e entediado
    """,
}
