import type { Greetings } from './greetings.ts'

/** The texts that detectors are tuned on. */
export const developmentGreetings: Readonly<Record<string, Greetings>> = {
  en: {
    shortLive: ['Hello?', 'Yes?', 'Hi, this is Anna.', 'Brown speaking.', 'Yeah, hello?'],
    longLive: [
      'Good morning, Taylor bakery, hello.',
      'Hello, Peter here, who is calling?',
      'Hi, sorry, yes, who is this please?',
    ],
    shortMachine: [
      "Hi, it's Mike, leave a message.",
      'This is Karen, please talk after the tone.',
      'Not here right now, leave your name.',
    ],
    longMachine: [
      'Hello, you have reached the Johnson family. We cannot come to the phone right now. Please leave a message after the tone.',
      'The person you are calling is not available. At the tone, please record your message. When you have finished, just hang up.',
      'Thank you for calling the Green Street dental practice. Our opening hours are nine to five. Please leave your name and number and we will call you back.',
      "Hey, this is Dave. I can't pick up at the moment because I am probably driving, so tell me what you want and I will get back to you as soon as I can.",
    ],
  },
  de: {
    shortLive: ['Hallo?', 'Ja bitte?', 'Schneider.', 'Weber, guten Tag.', 'Ja, hallo?'],
    longLive: [
      'Guten Morgen, Bäckerei Krause.',
      'Hallo, hier Martin, wer spricht da?',
      'Praxis Doktor Vogel, guten Tag.',
    ],
    shortMachine: [
      'Hier ist Jens, sprich nach dem Ton.',
      'Bin nicht da, Nachricht bitte nach dem Piep.',
      'Anschluss Neumann, bitte sprechen Sie jetzt.',
    ],
    longMachine: [
      'Guten Tag, Sie sind verbunden mit dem Anschluss der Familie Hofmann. Leider sind wir zurzeit nicht erreichbar. Bitte hinterlassen Sie eine Nachricht nach dem Signalton.',
      'Der gewünschte Gesprächspartner ist im Moment nicht erreichbar. Sie können nach dem Ton eine Nachricht aufsprechen.',
      'Herzlich willkommen bei der Werkstatt Sommer. Sie rufen außerhalb unserer Öffnungszeiten an. Nennen Sie bitte Ihren Namen und Ihre Rufnummer, wir rufen zurück.',
      'Hallo, ihr habt die Nummer von Sabine gewählt. Ich kann gerade nicht ans Telefon gehen, also sagt mir einfach, was ihr wollt, ich melde mich dann.',
    ],
  },
  fr: {
    shortLive: ['Allô ?', 'Oui ?', 'Oui, bonjour.', 'Allô, oui ?', 'Marie Dupont.'],
    longLive: [
      'Bonjour, la boulangerie Martin.',
      "Allô oui, c'est Julien, qui est là ?",
      "Cabinet Leroy, bonjour, j'écoute.",
    ],
    shortMachine: [
      "C'est Paul, laissez-moi un message.",
      'Je suis absent, parlez après le bip.',
      'Ici Sophie, je vous rappelle, à bientôt.',
    ],
    longMachine: [
      "Bonjour, vous êtes bien chez la famille Moreau. Nous ne sommes pas disponibles pour l'instant. Merci de laisser un message après le signal sonore.",
      "Le correspondant que vous avez demandé n'est pas joignable. Veuillez parler après le bip, puis raccrocher.",
      'Bienvenue au garage du Lac. Nos bureaux sont ouverts du lundi au vendredi. Laissez votre nom et votre numéro et nous vous rappellerons dès que possible.',
      "Salut, c'est bien le téléphone de Camille. Je suis sûrement en réunion ou en voiture, donc dites-moi tout et je vous rappelle dans la journée.",
    ],
  },
  es: {
    shortLive: ['¿Diga?', '¿Sí?', 'Hola.', '¿Sí, dígame?', 'Buenos días.'],
    longLive: [
      'Buenos días, panadería López.',
      'Hola, soy Miguel, ¿con quién hablo?',
      'Clínica Robles, buenas tardes.',
    ],
    shortMachine: [
      'Soy Pablo, deja tu mensaje.',
      'No estoy, habla después de la señal.',
      'Casa de Elena, deje su recado.',
    ],
    longMachine: [
      'Hola, ha llamado a la casa de la familia García. Ahora no podemos atenderle. Por favor, deje su mensaje después de oír la señal.',
      'El abonado al que llama no está disponible en este momento. Grabe su mensaje después del tono y cuelgue.',
      'Gracias por llamar a talleres Molina. Nuestro horario es de ocho a tres. Déjenos su nombre y su teléfono y le llamaremos lo antes posible.',
      'Hola, este es el contestador de Lucía. Seguro que estoy trabajando y no puedo hablar, así que cuéntame qué quieres y te llamo luego.',
    ],
  },
  it: {
    shortLive: ['Pronto?', 'Sì?', 'Pronto, chi è?', 'Sì, pronto?', 'Rossi, buongiorno.'],
    longLive: [
      'Buongiorno, panificio Bianchi.',
      'Pronto, sono Marco, con chi parlo?',
      'Studio Conti, buonasera, mi dica.',
    ],
    shortMachine: [
      'Sono Luca, lascia un messaggio.',
      'Non ci sono, parla dopo il segnale.',
      'Casa Ferri, dite pure dopo il bip.',
    ],
    longMachine: [
      'Salve, risponde la segreteria della famiglia Esposito. In questo momento non siamo in casa. Lasciate un messaggio dopo il segnale acustico.',
      'Il cliente da lei chiamato non è al momento raggiungibile. Può lasciare un messaggio dopo il segnale.',
      'Grazie per aver chiamato la ferramenta Galli. Siamo aperti dalle otto alle diciotto. Lasci il suo nome e il suo numero e la richiameremo al più presto.',
      'Ciao, hai chiamato Francesca. Adesso non posso rispondere perché sono al lavoro, però dimmi tutto e ti richiamo appena possibile.',
    ],
  },
  pt: {
    shortLive: ['Alô?', 'Estou?', 'Sim?', 'Está lá?', 'Olá, bom dia.'],
    longLive: ['Bom dia, padaria Ferreira.', 'Estou, é o João, quem é que fala?', 'Clínica Matos, boa tarde, diga.'],
    shortMachine: [
      'É o Rui, deixe a sua mensagem.',
      'Não estou, fale depois do sinal.',
      'Casa da Inês, deixe recado, obrigada.',
    ],
    longMachine: [
      'Olá, ligou para a casa da família Almeida. De momento não podemos atender. Por favor deixe a sua mensagem depois do sinal.',
      'O número que marcou não está disponível. Grave a sua mensagem depois do sinal e desligue.',
      'Obrigado por ligar para a oficina Santos. O nosso horário é das nove às seis. Deixe o seu nome e número e voltamos a ligar.',
      'Oi, aqui é a Beatriz. Agora não dá para falar porque estou a conduzir, mas diga o que precisa e eu ligo mais tarde.',
    ],
  },
  nl: {
    shortLive: ['Hallo?', 'Ja?', 'Met Jansen.', 'Ja, hallo?', 'De Vries, goedendag.'],
    longLive: ['Goedemorgen, bakkerij Bakker.', 'Hallo, met Pieter, wie spreek ik?', 'Praktijk Visser, goedemiddag.'],
    shortMachine: [
      'Met Kees, spreek maar wat in.',
      'Ik ben er niet, spreek in na de piep.',
      'Dit is Marieke, laat een bericht achter.',
    ],
    longMachine: [
      'Hallo, dit is de voicemail van de familie Smit. Wij kunnen de telefoon nu niet opnemen. Spreek een bericht in na de toon.',
      'De persoon die u belt is op dit moment niet bereikbaar. U kunt na de piep een bericht inspreken.',
      'Welkom bij garage Mulder. Wij zijn bereikbaar van acht tot vijf. Laat uw naam en nummer achter, dan bellen wij u zo snel mogelijk terug.',
      'Hoi, je hebt het nummer van Sanne gebeld. Ik zit waarschijnlijk op de fiets en hoor je niet, dus vertel maar wat er is en ik bel je terug.',
    ],
  },
  sv: {
    shortLive: ['Hallå?', 'Ja?', 'Hej, det är Karin.', 'Ja, hallå?', 'Lindberg.'],
    longLive: ['God morgon, Nilssons bageri.', 'Hej, det är Erik, vem talar jag med?', 'Vårdcentralen Norr, god dag.'],
    shortMachine: [
      'Det är Olle, lämna ett meddelande.',
      'Jag är inte här, prata efter pipet.',
      'Du har nått Sara, säg något.',
    ],
    longMachine: [
      'Hej, du har kommit till familjen Andersson. Vi kan inte svara just nu. Lämna gärna ett meddelande efter tonen.',
      'Personen du söker kan inte nås för tillfället. Tala in ditt meddelande efter signalen.',
      'Välkommen till bilverkstaden på Storgatan. Vi har öppet mellan sju och fyra. Lämna ditt namn och nummer så ringer vi upp.',
      'Hallå, det här är Emmas telefon. Jag sitter säkert i ett möte och kan inte prata, så berätta vad du vill så ringer jag senare.',
    ],
  },
  pl: {
    shortLive: ['Halo?', 'Słucham?', 'Tak?', 'Tak, słucham.', 'Halo, kto mówi?'],
    longLive: [
      'Dzień dobry, piekarnia Nowak.',
      'Halo, tu Tomasz, z kim rozmawiam?',
      'Przychodnia Zdrowie, dzień dobry.',
    ],
    shortMachine: ['Tu Marek, zostaw wiadomość.', 'Nie ma mnie, mów po sygnale.', 'Tu Ewa, proszę nagrać się teraz.'],
    longMachine: [
      'Dzień dobry, tu automatyczna sekretarka rodziny Kowalskich. Nie możemy teraz odebrać telefonu. Proszę zostawić wiadomość po sygnale.',
      'Abonent jest chwilowo niedostępny. Proszę nagrać wiadomość po usłyszeniu sygnału.',
      'Dziękujemy za telefon do warsztatu Mazur. Pracujemy od ósmej do szesnastej. Proszę podać nazwisko i numer, oddzwonimy najszybciej jak to możliwe.',
      'Cześć, dodzwoniłeś się do Kasi. Pewnie jestem w pracy i nie mogę rozmawiać, więc powiedz o co chodzi, a ja oddzwonię wieczorem.',
    ],
  },
  ru: {
    shortLive: ['Алло?', 'Да?', 'Слушаю.', 'Алло, да?', 'Да, я слушаю.'],
    longLive: ['Доброе утро, пекарня Колос.', 'Алло, это Сергей, кто говорит?', 'Клиника Здоровье, добрый день.'],
    shortMachine: [
      'Это Иван, оставьте сообщение.',
      'Меня нет, говорите после сигнала.',
      'Квартира Орловых, говорите, пожалуйста.',
    ],
    longMachine: [
      'Здравствуйте, вы позвонили в семью Петровых. Сейчас мы не можем подойти к телефону. Оставьте, пожалуйста, сообщение после сигнала.',
      'Абонент временно недоступен. Вы можете оставить голосовое сообщение после звукового сигнала.',
      'Спасибо, что позвонили в мастерскую на Лесной. Мы работаем с девяти до шести. Назовите ваше имя и номер, и мы вам перезвоним.',
      'Привет, это автоответчик Марины. Я, наверное, за рулём и не слышу телефон, так что скажите, что случилось, и я перезвоню.',
    ],
  },
  tr: {
    shortLive: ['Alo?', 'Efendim?', 'Evet?', 'Alo, buyurun.', 'Merhaba.'],
    longLive: [
      'Günaydın, Yıldız fırını, buyurun.',
      'Alo, ben Mehmet, kiminle görüşüyorum?',
      'Deniz kliniği, iyi günler.',
    ],
    shortMachine: [
      'Ben Ali, mesaj bırakın.',
      'Evde yokum, sinyalden sonra konuşun.',
      'Burası Zeynep, notunuzu bırakın lütfen.',
    ],
    longMachine: [
      'Merhaba, Yılmaz ailesini aradınız. Şu anda telefona cevap veremiyoruz. Lütfen sinyal sesinden sonra mesajınızı bırakın.',
      'Aradığınız kişiye şu anda ulaşılamıyor. Bip sesinden sonra mesajınızı kaydedebilirsiniz.',
      'Usta tamirhanesini aradığınız için teşekkür ederiz. Çalışma saatlerimiz dokuz ile altı arasıdır. Adınızı ve numaranızı bırakın, sizi arayalım.',
      'Selam, Elif ben. Büyük ihtimalle toplantıdayım ve konuşamıyorum, o yüzden ne istediğinizi söyleyin, ben sizi sonra ararım.',
    ],
  },
  cs: {
    shortLive: ['Haló?', 'Prosím?', 'Ano?', 'Ano, prosím.', 'Novák, dobrý den.'],
    longLive: ['Dobré ráno, pekařství Dvořák.', 'Haló, tady Petr, s kým mluvím?', 'Ordinace doktora Krále, prosím.'],
    shortMachine: ['Tady Honza, nechte mi vzkaz.', 'Nejsem tu, mluvte po pípnutí.', 'Tady Lenka, zavolám vám zpátky.'],
    longMachine: [
      'Dobrý den, dovolali jste se k Procházkovým. Momentálně nemůžeme zvednout telefon. Nechte nám prosím vzkaz po zaznění tónu.',
      'Volaný účastník není dostupný. Po zaznění signálu můžete zanechat zprávu.',
      'Děkujeme, že voláte do autoservisu Horák. Otevřeno máme od osmi do pěti. Řekněte své jméno a číslo a my vám zavoláme.',
      'Ahoj, tady je Tereza. Zrovna asi sedím v práci a nemůžu mluvit, tak mi řekni, co potřebuješ, a já se ti ozvu.',
    ],
  },
}
