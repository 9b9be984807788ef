import type { Language } from '../voices.ts'

/** Subjects, verbs, objects and places of a language: any one of each makes a sentence. */
type Words = readonly [subjects: string, verbs: string, objects: string, places: string]

const english: Words = [
  'my brother|the old doctor|our neighbour|a young teacher|the bus driver|Susan|the whole family|nobody',
  'sees|buys|forgets|finds|carries|paints|sells|needs|remembers',
  'a green bicycle|the morning paper|fresh bread|two tickets|some music|the broken window|an umbrella|cheese and wine',
  'at the station|in the kitchen|near the river|behind the school|on the roof|in London|under the bridge|by the sea',
]

const words: Readonly<Record<Language, Words>> = {
  'en-us': english,
  'en-gb': english,
  de: [
    'mein Bruder|die alte Ärztin|unser Nachbar|eine junge Lehrerin|der Busfahrer|Jürgen|die ganze Familie|niemand',
    'sieht|kauft|vergisst|findet|trägt|malt|verkauft|braucht|erkennt',
    'ein grünes Fahrrad|die Morgenzeitung|frisches Brot|zwei Fahrkarten|etwas Musik|das kaputte Fenster|einen Regenschirm',
    'am Bahnhof|in der Küche|nahe am Fluss|hinter der Schule|auf dem Dach|in München|unter der Brücke|am Meer',
  ],
  fr: [
    'mon frère|le vieux médecin|notre voisin|une jeune institutrice|le chauffeur|Julie|toute la famille|personne',
    'voit|achète|oublie|trouve|porte|peint|vend|cherche',
    'un vélo vert|le journal du matin|du pain frais|deux billets|un peu de musique|la fenêtre cassée|un parapluie',
    'à la gare|dans la cuisine|près du fleuve|derrière l’école|sur le toit|à Lyon|sous le pont|au bord de la mer',
  ],
  es: [
    'mi hermano|el viejo médico|nuestro vecino|una joven maestra|el conductor|Lucía|toda la familia|nadie',
    've|compra|olvida|encuentra|lleva|pinta|vende|necesita',
    'una bicicleta verde|el periódico|pan fresco|dos billetes|algo de música|la ventana rota|un paraguas',
    'en la estación|en la cocina|cerca del río|detrás de la escuela|en el tejado|en Sevilla|bajo el puente|junto al mar',
  ],
  it: [
    'mio fratello|il vecchio medico|il nostro vicino|una giovane maestra|l’autista|Giulia|tutta la famiglia|nessuno',
    'vede|compra|dimentica|trova|porta|dipinge|vende|cerca',
    'una bicicletta verde|il giornale|pane fresco|due biglietti|un po’ di musica|la finestra rotta|un ombrello',
    'alla stazione|in cucina|vicino al fiume|dietro la scuola|sul tetto|a Bologna|sotto il ponte|in riva al mare',
  ],
  pt: [
    'meu irmão|o velho médico|nosso vizinho|uma jovem professora|o motorista|Joana|toda a família|ninguém',
    'vê|compra|esquece|encontra|leva|pinta|vende|procura',
    'uma bicicleta verde|o jornal|pão fresco|dois bilhetes|um pouco de música|a janela quebrada|um guarda-chuva',
    'na estação|na cozinha|perto do rio|atrás da escola|no telhado|em Lisboa|debaixo da ponte|à beira do mar',
  ],
  pl: [
    'mój brat|stary lekarz|nasz sąsiad|młoda nauczycielka|kierowca autobusu|Zosia|cała rodzina',
    'widzi|kupuje|znajduje|niesie|maluje|sprzedaje|pamięta',
    'zielony rower|poranną gazetę|świeży chleb|dwa bilety|trochę muzyki|wybite okno|parasol',
    'na dworcu|w kuchni|nad rzeką|za szkołą|na dachu|w Krakowie|pod mostem|nad morzem',
  ],
  ru: [
    'мой брат|старый врач|наш сосед|молодая учительница|водитель автобуса|Наташа|вся семья',
    'видит|покупает|забывает|находит|несёт|рисует|продаёт',
    'зелёный велосипед|утреннюю газету|свежий хлеб|два билета|разбитое окно|зонтик|старую книгу',
    'на вокзале|на кухне|у реки|за школой|на крыше|в Москве|под мостом|у моря',
  ],
  nl: [
    'mijn broer|de oude dokter|onze buurman|een jonge lerares|de buschauffeur|Marieke|de hele familie|niemand',
    'ziet|koopt|vergeet|vindt|draagt|schildert|verkoopt|zoekt',
    'een groene fiets|de ochtendkrant|vers brood|twee kaartjes|wat muziek|het kapotte raam|een paraplu',
    'op het station|in de keuken|bij de rivier|achter de school|op het dak|in Utrecht|onder de brug|aan zee',
  ],
  sv: [
    'min bror|den gamla läkaren|vår granne|en ung lärare|busschauffören|Åsa|hela familjen|ingen',
    'ser|köper|glömmer|hittar|bär|målar|säljer|behöver',
    'en grön cykel|morgontidningen|färskt bröd|två biljetter|lite musik|det trasiga fönstret|ett paraply',
    'på stationen|i köket|nära floden|bakom skolan|på taket|i Göteborg|under bron|vid havet',
  ],
  tr: [
    'kardeşim|yaşlı doktor|komşumuz|genç bir öğretmen|otobüs şoförü|Ayşe|bütün aile',
    'istasyonda|mutfakta|nehrin yanında|okulun arkasında|çatıda|İzmir’de|köprünün altında|denizde',
    'yeşil bir bisiklet|sabah gazetesini|taze ekmek|iki bilet|biraz müzik|kırık pencereyi|bir şemsiye',
    'görüyor|satın alıyor|unutuyor|buluyor|taşıyor|boyuyor|satıyor|arıyor',
  ],
  cs: [
    'můj bratr|starý lékař|náš soused|mladá učitelka|řidič autobusu|Jiřina|celá rodina',
    'vidí|kupuje|hledá|najde|nese|maluje|prodává',
    'zelené kolo|ranní noviny|čerstvý chléb|dva lístky|trochu hudby|rozbité okno|deštník',
    'na nádraží|v kuchyni|u řeky|za školou|na střeše|v Praze|pod mostem|u moře',
  ],
  ro: [
    'fratele meu|bătrânul doctor|vecinul nostru|o tânără profesoară|șoferul|Ioana|toată familia',
    'vede|cumpără|uită|găsește|poartă|pictează|vinde',
    'o bicicletă verde|ziarul de dimineață|pâine proaspătă|două bilete|puțină muzică|fereastra spartă|o umbrelă',
    'la gară|în bucătărie|lângă râu|în spatele școlii|pe acoperiș|la Cluj|sub pod|la mare',
  ],
  hi: [
    'मेरा भाई|बूढ़ा डॉक्टर|हमारा पड़ोसी|एक युवा शिक्षक|बस चालक|पूरा परिवार',
    'हरी साइकिल|सुबह का अख़बार|ताज़ी रोटी|दो टिकट|थोड़ा संगीत|टूटी खिड़की|एक छाता',
    'स्टेशन पर|रसोई में|नदी के पास|स्कूल के पीछे|छत पर|दिल्ली में|पुल के नीचे',
    'देखता है|खरीदता है|भूलता है|पाता है|बेचता है|चाहता है',
  ],
}

/** A few sentences that nobody wrote down before, now and then with a number as people read them out. */
export function sentences(language: Language, count: number, uniform: () => number): string {
  const pick = (choices: string) => {
    const list = choices.split('|')
    return list[Math.floor(uniform() * list.length)]
  }
  return Array.from({ length: count }, () => {
    const number = uniform() < 0.3 ? ` ${Math.floor(uniform() * 1_000_000)}` : ''
    return `${words[language].map(pick).join(' ')}${number}.`
  }).join(' ')
}
