"""Words of Portuguese and English that carry grammar instead of meaning."""

PORTUGUESE = """
a à ao aos as às ante após até com como conforme contra da das de dela delas dele deles depois
desde do dos dum duma durante e é ela elas ele eles em entre era eram essa essas esse esses esta
está estão estas estava estavam este estes eu foi foram há haver isso isto já lhe lhes mais mas me
mesmo meu minha muito na nas não nem no nos nós nossa nosso num numa o os ou para pela pelas pelo
pelos por porque pode podem qual quais quando quanto quanta quantas quantos que quê quem se sem
ser será seja seu seus só sob sobre sua suas são também te tem têm ter teu tinha tua um uma umas
uns você vocês vai onde aonde cujo cuja outro outra outros outras tais tal é ou me diga dizer
existe existem
"""

ENGLISH = """
a about after all also am an and any are as at be because been being between both but by can could
did do does doing during each few for from had has have having he her hers him his how i if in
into is it its just many may me might more most much must my no nor not of off on once only or
other our ours out over own shall she should so some such than that the their theirs them then
there these they this those through to too under until up very was we were what when where which
while who whom whose why will with would you your yours tell please
"""
