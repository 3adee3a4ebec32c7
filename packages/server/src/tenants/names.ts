/** A name, and how it is written in a username. */
export interface Name {
  readonly name: string;
  readonly ascii: string;
}

const named = (list: string): readonly Name[] =>
  list
    .trim()
    .split(/\s*,\s*/)
    .map((entry) => {
      const [name = '', ascii = name] = entry.split('=');
      return {name, ascii: ascii.toLowerCase().replaceAll(' ', '')};
    });

export const FIRST_NAMES = named(`
  Amara, Jonas, Mei, Leila, Олександр=Oleksandr, Priya, Tomáš=Tomas, Sofía=Sofia, David, Inès=Ines, Hiroshi, Noor, Łukasz=Lukasz,
  Fatima, Mateus, Ewa, Yusuf, Chloé=Chloe, Arjun, Ingrid, Kwame, 小明=Xiaoming, Eleni, Samuel, Aoife, Diego, Anja, Tariq, Ngozi, Émile=Emile,
  Yuki, Marek, Zanele, Lucía=Lucia, Ömer=Omer, Hannah, Rafael, Søren=Soren, Amina, Viktor, Dalia, Minh, Katarzyna, Ibrahim, Giulia, Björn=Bjorn,
  Nadia, Ravi, Sanne, Omar, Ayşe=Ayse, Pedro, Linnea, Thabo, Мария=Maria, Kenji, Zoë=Zoe, Bilal, Freya, Andrés=Andres, Wanjiru, Jürgen=Jurgen,
  Lan, Oscar, Shreya, Matthias, Γιώργος=Giorgos, Salma, Pavel, Nia, Henrik, Carmen, Jun, Elif, Patrick, Rania, Dimitri, Grace, Mikael,
  Anjali, Joaquín=Joaquin, Åsa=Asa, Femi, Beatriz, Kofi, Ula, Stefan, Hye-jin=Hyejin, Malik, Renée=Renee, Ivan, Chiara, Tuan, Miriam,
  Gustav, Aisha, Niamh, Paulo, Sara, Emre`);

export const LAST_NAMES = named(`
  Okafor, Bergström=Bergstrom, Tanaka, Haddad, Шевченко=Shevchenko, Raman, Novák=Novak, García López=Garcia, Mensah, Moreau, Sato,
  van Dijk=Vandijk, Kowalski, Al-Farsi=Alfarsi, Silva, Nowak, Demir, Dubois, Sharma, Larsen, Boateng, 王=Wang, Papadopoulos, Cohen,
  O'Brien=Obrien, Fernández=Fernandez, Müller=Muller, Khan, Adeyemi, Lefèvre=Lefevre, Yamamoto, Dvořák=Dvorak, Dlamini, Romero, Yılmaz=Yilmaz,
  Schneider, Costa, Jørgensen=Jorgensen, Abdi, Petrov, Mansour, Nguyễn=Nguyen, Wiśniewska=Wisniewska, Traoré=Traore, Rossi, Eriksson,
  Benali, Iyer, de Vries=Devries, Farouk, Öztürk=Ozturk, Oliveira, Lindqvist, Nkosi, Иванова=Ivanova, Suzuki, Peeters, Hussain, Andersen,
  Morales, Kamau, Weiß=Weiss, Trần=Tran, Wilson, Patel, Keller, Αντωνίου=Antoniou, Haidari, Horák=Horak, Mutasa, Nilsson, Navarro, Park, Kaya,
  Murphy, Saleh, Sokolov, Thompson, Virtanen, Gupta, Castillo, Sjöberg=Sjoberg, Balogun, Carvalho, Asante, Zielińska=Zielinska, Popescu, Kim,
  Rahman, Girard, Horvat, Bianchi, Phạm=Pham, Katz, Holm, Diallo, Gallagher, Sousa, Lindholm, Aydın=Aydin`);
