"""Names of months in English, Portuguese, Spanish, French, German, Italian, Dutch and Polish."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            """jan january janeiro ene enero janv janvier januar jän jänner gen gennaio januari sty
            styczeń stycznia""",
            """feb february fev fevereiro febrero fév févr février februar feber febbraio februari
            lut luty lutego""",
            "mar march março marzo mars mär märz mrz mrt maart marzec marca",
            "apr april abr abril avr avril aprile kwi kwiecień kwietnia",
            "may mai maio mayo mag maggio mei maj maja",
            "jun june junho junio juin juni giu giugno cze czerwiec czerwca",
            "jul july julho julio juil juillet juli lug luglio lip lipiec lipca",
            "aug august ago agosto août aout augustus sie sierpień sierpnia",
            """sep sept september set setembro septiembre septembre settembre wrz wrzesień
            września""",
            """oct october out outubro octubre octobre okt oktober ott ottobre paź październik
            października""",
            "nov november novembro noviembre novembre lis listopad listopada",
            """dec december dez dezembro dic diciembre déc décembre dezember dicembre gru grudzień
            grudnia""",
        ),
        1,
    )
    for name in names.split()
}
