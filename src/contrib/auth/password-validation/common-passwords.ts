/**
 * The passwords that guessing starts with, made of what they are made of: a few hundred words with the endings that people
 * put after them, paths across the keyboard, runs and repetitions. About thirty thousand in all, from a page of text.
 */

const WORDS = `
password passwort passw0rd p@ssword p@ssw0rd pa55word pass passme mypass mypassword pwd admin administrator root toor
user guest test tester testing temp temporary default changeme change letmein let_me_in welcome login logon signin hello
hi hey secret private access enter open master server system manager sysadmin support service office computer
internet network windows linux ubuntu debian oracle mysql postgres database apple google facebook twitter instagram
youtube amazon netflix samsung nokia sony android iphone microsoft yahoo gmail hotmail cisco router wireless wifi
dragon monkey tiger lion eagle falcon shadow phoenix panther wolf bear bull horse pony rabbit bunny kitty kitten cat
dog doggy puppy bird fish shark dolphin whale turtle snake spider butterfly unicorn panda koala penguin chicken turkey
duck goose donkey gorilla elephant cheetah jaguar cobra viper scorpion raven hawk buster bailey max charlie rocky
ginger pepper coco daisy molly lucky lucy sadie maggie sophie chloe bella princess prince queen king knight angel
devil god jesus christ heaven hell blessed faith hope love lover loveme iloveyou iloveu ilove loveyou lovely baby
babygirl babyboy honey sugar sweetie sweety cutie darling sweetheart forever always friend friends family mother father
mommy daddy mom dad brother sister michael jennifer jessica ashley daniel thomas andrew joshua matthew anthony robert
william james john jordan justin brandon jonathan nicole amanda melissa michelle hannah samantha elizabeth sarah
stephanie heather amber taylor alexander alexis alex andrea anna maria marina natasha patrick peter paul george
richard martin david joseph edward henry harry oliver jack jackson oscar simon steven kevin brian eric adam ryan kyle
tyler austin dylan ethan logan mason lucas noah liam emma olivia sophia isabella mia grace victoria natalie rachel
rebecca laura linda susan barbara nancy karen lisa betty helen sandra donna carol ruth sharon superman batman
spiderman ironman hulk thor joker robin naruto pikachu pokemon mario zelda sonic minecraft fortnite roblox starwars
startrek matrix gandalf merlin hobbit harrypotter hogwarts wizard magic ninja samurai warrior hunter killer sniper
soldier ranger marine army navy police pirate cowboy gangster player gamer game games football soccer baseball
basketball hockey tennis golf golfer boxing racing yankees lakers cowboys steelers packers patriots liverpool arsenal
chelsea barcelona juventus manchester united realmadrid ronaldo messi beckham jordan23 michaeljordan mustang corvette
ferrari porsche mercedes toyota honda yamaha harley suzuki ducati camaro chevy ford dodge volvo subaru nissan audi bmw
maverick summer winter spring autumn sunshine sunny sunday monday tuesday wednesday thursday friday saturday january
february march april june july august september october november december morning night moon moonlight star stars sky
ocean river mountain forest flower flowers rose lily jasmine orchid sunflower rainbow snow snowball storm thunder
lightning fire water earth diamond gold silver crystal pearl ruby emerald purple orange yellow green blue red black
white pink coffee cookie cookies chocolate vanilla cheese butter banana apple1 cherry strawberry peach mango lemon
pumpkin pizza burger bacon chips candy whisky whiskey vodka beer wine smokey smoke guitar piano drums music rock metal
metallica nirvana slipknot eminem beatles queen madonna britney shakira rihanna bts blackpink dance dancer disco happy
smile funny crazy silly stupid idiot loser winner champion legend hero super power energy freedom peace liberty justice
trust trustno1 nothing something anything whatever nobody money dollar cash rich million bigboy badboy badgirl goodboy
sexy hot cool hottie gorgeous beautiful beauty cute pretty monster zombie vampire ghost demon skull death america
american canada london paris berlin germany france italy spain mexico brazil india china japan korea russia australia
england ireland scotland texas california florida chicago boston newyork dallas denver houston seattle phoenix1 hawaii
school college university student teacher doctor nurse lawyer engineer company business work worker boss home house
garden kitchen window door mirror bottle bubbles bubble peanut peaches pebbles midnight magnum marlboro mickey minnie
mouse donald goofy snoopy garfield tweety scooby elmo barney popeye simpson simpsons homer bart cartman kenny pookie
pooh tigger piglet winnie nemo simba bambi cinderella ariel jasmin aladdin shrek yoda vader skywalker anakin trinity
neo morpheus qazwsx qwerty qwertz azerty abc abcd abcde abcdef abcdefg abcdefgh abcdefghij abcabc aaa asd zxc qwe
sunshine1 princess1 football1 whatever1 blahblah blah foobar foo barfoo example sample demo trial secure security
sarang saranghae annyeong hanguk korea1 seoul busan daegu incheon gangnam kimchi bulgogi hangul minji minsu jisoo
jimin jungkook taehyung seokjin yoongi hoseok namjoon dlrudals alswl tkfkd tkfkdgo gksrnr dkssud rlaalswl qlalfqjsgh
tjdnf audwls wlsdud qkrwltjd chlrh django python javascript typescript node nodejs java ruby perl
`;

const ENDINGS = `
0 1 2 3 4 5 6 7 8 9 00 01 02 07 10 11 12 13 21 22 23 55 66 69 77 88 99 007 100 101 111 121 123 222 321 333 420 456 555
666 777 789 911 999 1111 1212 1234 4321 5678 12345 54321 123456 654321 123123 1234567 12345678 ! !! !1 1! 123! 1234! !@
!@# !@#$ @ @1 @12 @123 @1234 # #1 #123 $ . .. _ _1 _123 a abc qwe qwerty x xx xxx man boy girl me my
1970 1971 1972 1973 1974 1975 1976 1977 1978 1979 1980 1981 1982 1983 1984 1985 1986 1987 1988 1989 1990 1991 1992 1993
1994 1995 1996 1997 1998 1999 2000 2001 2002 2003 2004 2005 2006 2007 2008 2009 2010 2011 2012 2013 2014 2015 2016 2017
2018 2019 2020 2021 2022 2023 2024 2025 2026 2027
`;

const KEYBOARD_ROWS = [
  '1234567890',
  '0987654321',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'poiuytrewq',
  'lkjhgfdsa',
];
const KEYBOARD_ROWS_SHIFTED = ['!@#$%^&*()', ')(*&^%$#@!'];
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';

const PATHS = `
1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 2wsx 2wsx3edc 3edc4rfv q1w2e3 q1w2e3r4
q1w2e3r4t5 qaz qazwsx qazwsxedc qazwsxedcrfv qaz123 qazxsw qazxswedc wsxedc zaq1 zaq12wsx zaq1xsw2 zaq1zaq1 xsw2zaq1
qweasd qweasdzxc qweasd123 qweqwe qwe123 qwe123qwe qwer qwer1234 qwer12 qwer123 qwerqwer qwert qwert123 qwert12345
qwerty12 qwerty123456 qwertyui qwertyuiop123 asdasd asdqwe asdzxc asdf asdf1234 asdf123 asdfasdf asdfqwer asdfzxcv
asdfghjkl123 zxcvbnm123 zxcv zxcv1234 zxczxc zxcvzxcv zxcasd zxcasdqwe 12qwaszx 123qwe 123qweasd 123qweasdzxc 1234qwer
12345qwert 123456qwerty 123asd 1234asdf 1234abcd 123abc 123abc123 abc123 abc1234 abc12345 abc123456 abcd1234 abcd123
abcd12345 a1b2c3 a1b2c3d4 a1b2c3d4e5 a123456 a1234567 a12345678 a123456789 aa123456 aa12345678 1a2b3c 1a2b3c4d q123456
q12345678 z123456 qq123456 ww123456 147258 147258369 159357 159753 1593572486 258456 321654 321654987 357159 369258147
456123 456789 741852 741852963 753951 789456 789456123 852456 852963 951753 963852741 987654 112233 11223344 1122334455
123321 1234554321 12344321 121212 12121212 123454321 131313 141414 101010 10101010 111222 111222333 222333 232323 252525
010101 01010101 010203 01020304 123123123 12341234 123412345 1234512345 123456123456 qwerty1qwerty 1password 1234pass
pass1234 pass12345 password1234567 thisisapassword mypassword1 nopassword newpassword passpass passwordpassword password!@#
letmein1! welcome1! hello123! admin123! admin@123 admin@1234 root@123 user@123 test@123 p@ssw0rd1 p@ssw0rd123 p@55w0rd
pa$$word pa$$w0rd passwd passwd1 1234567a 12345678a 123456789a 123456a 12345a 1234567890a 123456q 123456qq 123456aa
123456abc 123456ab q1q1q1 a1a1a1 asdf;lkj qwerty!@# !qaz2wsx !qaz@wsx 1qaz!qaz 1qaz@wsx zaq!2wsx q!w@e#r$ !@#qwe qwe!@#
asd123 asd12345 zxc123 zxc12345 iloveyou! iloveyou2u iloveyouso letmeinnow opensesame correcthorsebatterystaple
`;

let built: ReadonlySet<string> | undefined;

/** All of them in lower case; made on first use. */
export function commonPasswords(): ReadonlySet<string> {
  built ??= build();
  return built;
}

function build(): ReadonlySet<string> {
  const all = new Set(split(PATHS));
  const endings = split(ENDINGS);
  for (const word of split(WORDS)) {
    all.add(word).add(word + word);
    for (const ending of endings) all.add(word + ending);
  }
  for (const row of [...KEYBOARD_ROWS, ...KEYBOARD_ROWS_SHIFTED, ALPHABET]) addRuns(all, row);
  for (const sign of `${ALPHABET}0123456789!@#$*.`) {
    for (let length = 3; length <= 16; length++) all.add(sign.repeat(length));
  }
  return all;
}

/** Each run of at least three keys along a row: `qwe`, `ert`, ... and the whole row. */
function addRuns(all: Set<string>, row: string): void {
  for (let start = 0; start < row.length - 2; start++) {
    for (let end = start + 3; end <= row.length; end++) all.add(row.slice(start, end));
  }
}

function split(text: string): string[] {
  return text.trim().split(/\s+/);
}
