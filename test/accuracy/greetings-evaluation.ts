import type { Greetings } from './greetings.ts'

/** The texts that figures come from: never tuned on. */
export const evaluationGreetings: Readonly<Record<string, Greetings>> = {
  en: {
    shortLive: ['Hello, hello?', 'Good morning.', 'Hi, Tom here.', 'Who is it?', 'Yes, speaking.'],
    longLive: [
      'Riverside flowers, good afternoon.',
      'Hello, Laura Mitchell, can you hear me?',
      'Yes, good evening, front desk, hello.',
    ],
    shortMachine: [
      'Jane here, say what you want.',
      "You've missed me, speak after the beep.",
      'Please leave your message now.',
    ],
    longMachine: [
      'Good day. You are connected to the office of Parker and Lee. Nobody is here to take your call. Kindly record your request after the signal.',
      'Your call has been forwarded to an automatic voice message system. Please speak clearly after the beep.',
      'Hi there, Steve and Molly are out walking the dog. Tell us who you are, why you rang, and how we can reach you, and we will ring you tonight.',
      'Welcome to the library of Oakfield. We are closed on Sundays and on public holidays. To renew a book, say your card number once you hear the tone.',
    ],
  },
  de: {
    shortLive: ['Guten Tag.', 'Ja, wer ist da?', 'Hallo, Petra hier.', 'Fischer?', 'Moment, ja?'],
    longLive: [
      'Blumen Richter, schönen guten Tag.',
      'Ja hallo, Thomas hier, was gibt es denn?',
      'Hotel Adler, Sie sprechen mit Lang.',
    ],
    shortMachine: [
      'Mailbox von Uwe, bitte sprechen.',
      'Wir sind unterwegs, Nachricht bitte hier.',
      'Ruf mich später an oder sprich jetzt.',
    ],
    longMachine: [
      'Willkommen beim Notardienst am Markt. Unser Büro ist heute geschlossen. Für dringende Anliegen sprechen Sie bitte Ihr Anliegen auf dieses Band.',
      'Dies ist die Mobilbox. Der Teilnehmer kann Ihren Anruf nicht annehmen. Nach dem Signal beginnt die Aufnahme.',
      'Servus, hier sind Franz und Resi. Wir sind im Garten und hören nichts, also redet drauf los, wenn es gepiept hat, und wir melden uns am Abend.',
      'Sie haben die Stadtbücherei erreicht. Montags bleibt unser Haus geschlossen. Wenn Sie ein Buch verlängern möchten, nennen Sie nach dem Ton Ihre Kartennummer.',
    ],
  },
  fr: {
    shortLive: ['Allô, qui est-ce ?', 'Bonjour.', 'Oui, Luc Bernard.', "J'écoute.", 'Allô allô ?'],
    longLive: [
      'Fleuriste du Port, je vous écoute.',
      'Oui bonsoir, Nathalie, vous êtes qui ?',
      'Hôtel Bellevue, bonjour, un instant.',
    ],
    shortMachine: [
      'Messagerie de Luc, parlez maintenant.',
      'On est sortis, laissez un mot.',
      'Rappelez plus tard ou laissez un message.',
    ],
    longMachine: [
      "Vous êtes en relation avec l'étude de maître Fontaine. Personne ne peut prendre votre appel. Après le signal, indiquez l'objet de votre demande.",
      'Votre appel est transféré vers une boîte vocale. Exprimez-vous clairement après le bip sonore.',
      "Coucou, vous êtes chez Annie et Robert. On est au jardin et on n'entend rien, alors racontez-nous pourquoi vous appelez et on vous rappelle ce soir.",
      'Ici la bibliothèque municipale. Nous sommes fermés le lundi toute la journée. Pour prolonger un prêt, dites votre numéro de carte après le signal.',
    ],
  },
  es: {
    shortLive: ['¿Quién es?', 'Buenas tardes.', 'Sí, soy Andrés.', '¿Hola, hola?', 'A ver, ¿sí?'],
    longLive: [
      'Floristería del Puerto, ¿qué desea?',
      'Sí, buenas noches, ¿quién me llama?',
      'Hotel Mirador, dígame, por favor.',
    ],
    shortMachine: ['Buzón de Raúl, hable ahora.', 'Hemos salido, deje una nota.', 'Llame más tarde o deje un mensaje.'],
    longMachine: [
      'Está en contacto con el despacho de abogados Peña. Nadie puede ponerse al teléfono. Tras la señal, explique el motivo de su consulta.',
      'Su llamada ha sido transferida a un buzón de voz. Hable claramente cuando suene el pitido.',
      'Buenas, somos Toni y Marta. Estamos en la playa y no oímos nada, de modo que dinos para qué llamas y esta noche te decimos algo.',
      'Esta es la biblioteca municipal. Los lunes permanecemos cerrados todo el día. Para renovar un préstamo, diga su número de carné después de la señal.',
    ],
  },
  it: {
    shortLive: ['Chi parla?', 'Buonasera.', 'Sì, sono Paolo.', 'Pronto, pronto?', 'Dica.'],
    longLive: [
      'Fiorista al Porto, mi dica pure.',
      'Sì, buonasera, Roberta, chi è?',
      'Albergo Stella, un attimo, prego.',
    ],
    shortMachine: [
      'Segreteria di Dario, parlate ora.',
      'Siamo usciti, lasciate due parole.',
      'Richiamate più tardi o lasciate detto.',
    ],
    longMachine: [
      'Avete chiamato lo studio notarile Marini. Nessuno può rispondere in questo momento. Dopo il segnale, spiegate il motivo della chiamata.',
      'La chiamata è stata trasferita alla casella vocale. Parlate chiaramente dopo il bip.',
      'Ehi, siamo Gino e Carla. Siamo in giardino e non sentiamo niente, quindi diteci perché avete chiamato e stasera ci facciamo vivi noi.',
      'Qui la biblioteca comunale. Il lunedì restiamo chiusi tutto il giorno. Per rinnovare un prestito, dite il numero della tessera dopo il segnale.',
    ],
  },
  pt: {
    shortLive: ['Quem fala?', 'Boa tarde.', 'Sim, é o Nuno.', 'Alô, alô?', 'Diga.'],
    longLive: [
      'Florista do Porto, o que deseja?',
      'Sim, boa noite, Helena, quem é que liga?',
      'Hotel Miramar, um momento, por favor.',
    ],
    shortMachine: [
      'Correio de voz do Hugo, fale agora.',
      'Saímos, deixe um recado.',
      'Ligue mais tarde ou deixe mensagem.',
    ],
    longMachine: [
      'Está em contacto com o escritório do doutor Pires. Ninguém pode atender a sua chamada. Após o sinal, explique o motivo do contacto.',
      'A sua chamada foi transferida para uma caixa de voz. Fale claramente depois do apito.',
      'Viva, somos o Zé e a Lena. Estamos no quintal e não ouvimos nada, por isso contem porque ligaram e logo à noite damos notícias.',
      'Aqui é a biblioteca municipal. À segunda-feira estamos fechados todo o dia. Para renovar um livro, diga o número do cartão após o sinal.',
    ],
  },
  nl: {
    shortLive: ['Goedenavond.', 'Wie is daar?', 'Hoi, Bram hier.', 'Hallo hallo?', 'Zeg het maar.'],
    longLive: [
      'Bloemen aan de haven, goedendag.',
      'Ja, goedenavond, Ingrid, wie is dit?',
      'Hotel Zeezicht, een ogenblik graag.',
    ],
    shortMachine: [
      'Voicemail van Joris, praat maar.',
      'We zijn even weg, laat iets horen.',
      'Bel later nog eens of spreek in.',
    ],
    longMachine: [
      'U bent verbonden met notariskantoor Dijkstra. Niemand kan uw gesprek aannemen. Noem na het signaal de reden van uw oproep.',
      'Uw oproep is doorgeschakeld naar een antwoordapparaat. Spreek duidelijk na het signaal.',
      'Dag, hier zijn Henk en Truus. We zitten in de tuin en horen niks, dus vertel waarom je belt en dan hoor je vanavond van ons.',
      'Dit is de openbare bibliotheek. Op maandag zijn wij de hele dag gesloten. Wilt u een boek verlengen, noem dan na de toon uw pasnummer.',
    ],
  },
  sv: {
    shortLive: ['God kväll.', 'Vem är det?', 'Hej, Nils här.', 'Hallå hallå?', 'Ja, varsågod.'],
    longLive: [
      'Hamnens blommor, vad får det vara?',
      'Ja, god kväll, Birgitta, vem ringer?',
      'Hotell Havsvik, ett ögonblick tack.',
    ],
    shortMachine: ['Röstbrevlåda för Axel, tala nu.', 'Vi är ute, säg vem du är.', 'Ring senare eller lämna besked.'],
    longMachine: [
      'Du är kopplad till advokatbyrån Holm. Ingen kan ta emot ditt samtal. Efter signalen kan du berätta vad ärendet gäller.',
      'Ditt samtal har skickats vidare till en telefonsvarare. Tala tydligt när du hör pipet.',
      'Tjena, det är Kalle och Stina. Vi är i trädgården och hör ingenting, så säg varför ni ringde så hör vi av oss i kväll.',
      'Det här är stadsbiblioteket. På måndagar har vi stängt hela dagen. Vill du låna om en bok, säg ditt kortnummer efter tonen.',
    ],
  },
  pl: {
    shortLive: ['Dobry wieczór.', 'Kto tam?', 'Cześć, tu Adam.', 'Halo, halo?', 'No słucham.'],
    longLive: [
      'Kwiaciarnia przy porcie, czym służę?',
      'Tak, dobry wieczór, Barbara, kto mówi?',
      'Hotel Bałtyk, chwileczkę, proszę.',
    ],
    shortMachine: [
      'Poczta głosowa Jacka, proszę mówić.',
      'Wyszliśmy, zostaw parę słów.',
      'Zadzwoń później albo nagraj się.',
    ],
    longMachine: [
      'Połączyli się państwo z kancelarią notarialną. Nikt nie może odebrać tego połączenia. Po sygnale prosimy podać cel rozmowy.',
      'Połączenie zostało przekierowane na pocztę głosową. Proszę mówić wyraźnie po sygnale.',
      'Hej, tu Zbyszek i Hania. Siedzimy w ogrodzie i nic nie słyszymy, więc powiedzcie czemu dzwonicie, a wieczorem się odezwiemy.',
      'Tu biblioteka miejska. W poniedziałki jesteśmy zamknięci przez cały dzień. Aby przedłużyć książkę, podaj numer karty po usłyszeniu tonu.',
    ],
  },
  ru: {
    shortLive: ['Добрый вечер.', 'Кто это?', 'Привет, Олег.', 'Алло, алло?', 'Говорите.'],
    longLive: [
      'Цветы у порта, что вы хотели?',
      'Да, добрый вечер, Наталья, кто звонит?',
      'Гостиница Волга, одну минуту.',
    ],
    shortMachine: [
      'Голосовая почта Егора, говорите.',
      'Мы вышли, скажите пару слов.',
      'Перезвоните позже или оставьте запись.',
    ],
    longMachine: [
      'Вы соединились с нотариальной конторой. Никто не может принять ваш звонок. После сигнала сообщите, по какому вопросу вы звоните.',
      'Ваш звонок переадресован на автоответчик. Говорите чётко, когда услышите гудок.',
      'Приветик, это Вова и Лена. Мы в саду и ничего не слышим, поэтому расскажите, зачем звонили, а вечером мы дадим о себе знать.',
      'Вас приветствует городская библиотека. По понедельникам мы закрыты весь день. Чтобы продлить книгу, назовите номер билета после сигнала.',
    ],
  },
  tr: {
    shortLive: ['İyi akşamlar.', 'Kimsiniz?', 'Selam, Can ben.', 'Alo alo?', 'Dinliyorum.'],
    longLive: [
      'Liman çiçekçisi, ne istersiniz?',
      'Evet, iyi akşamlar, Gülay, kim arıyor?',
      'Otel Marmara, bir dakika lütfen.',
    ],
    shortMachine: ['Okan sesli posta, konuşun.', 'Dışarıdayız, bir not bırakın.', 'Sonra arayın ya da mesaj bırakın.'],
    longMachine: [
      'Noter Kaya bürosuna bağlandınız. Kimse çağrınızı yanıtlayamıyor. Sinyalden sonra arama sebebinizi belirtin.',
      'Çağrınız sesli mesaj kutusuna yönlendirildi. Bip sesini duyunca anlaşılır biçimde konuşun.',
      'Merhabalar, biz Hasan ile Nur. Bahçedeyiz ve hiçbir şey duymuyoruz, onun için niye aradığınızı anlatın, akşama size döneriz.',
      'Burası şehir kütüphanesi. Pazartesi günleri bütün gün kapalıyız. Kitap süresini uzatmak için tondan sonra kart numaranızı söyleyin.',
    ],
  },
  cs: {
    shortLive: ['Dobrý večer.', 'Kdo je tam?', 'Ahoj, tady Jirka.', 'Haló, haló?', 'Poslouchám.'],
    longLive: [
      'Květinářství v přístavu, dobrý den.',
      'Ano, dobrý večer, Alena, kdo volá?',
      'Hotel Slavia, okamžik, prosím.',
    ],
    shortMachine: [
      'Hlasová schránka Karla, mluvte.',
      'Jsme venku, nechte pár slov.',
      'Zavolejte později nebo nechte zprávu.',
    ],
    longMachine: [
      'Jste spojeni s notářskou kanceláří. Nikdo nemůže přijmout váš hovor. Po signálu sdělte, v jaké věci voláte.',
      'Váš hovor byl přesměrován do hlasové schránky. Mluvte zřetelně, až uslyšíte pípnutí.',
      'Nazdar, tady Pepa a Věra. Jsme na zahradě a nic neslyšíme, takže povězte, proč jste volali, a večer se vám ozveme.',
      'Tady městská knihovna. V pondělí máme celý den zavřeno. Chcete-li prodloužit knihu, řekněte po tónu číslo průkazky.',
    ],
  },
}
