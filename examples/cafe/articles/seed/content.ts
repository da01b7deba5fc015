/** What the café starts with: members, boards, and what they wrote, oldest first. */
export interface SeedMember {
  username: string;
  nickname: string;
  introduction: string;
}
export interface SeedArticle {
  board: string;
  author: string;
  title: string;
  content: string;
  image?: string;
  /** Days before the café was opened on this machine. */
  daysAgo: number;
  views: number;
  comments?: readonly (readonly [author: string, content: string])[];
}

export const members: readonly SeedMember[] = [
  {
    username: 'haneul',
    nickname: '하늘',
    introduction: '망원동에서 원두를 볶습니다. 비 오는 날의 드립을 좋아해요.',
  },
  { username: 'minji', nickname: '민지', introduction: '주말마다 동네 빵집을 순례하는 개발자.' },
  {
    username: 'tom',
    nickname: 'Tom',
    introduction: 'From Leeds, in Seoul for six years. Still learning to like iced coffee in January.',
  },
  { username: 'sora', nickname: '소라', introduction: '고양이 두 마리와 삽니다. 사진은 대부분 고양이예요.' },
  { username: 'ines', nickname: 'Inês', introduction: 'Pastel de nata diplomat. I bring the cinnamon.' },
];

export const boards = [
  { slug: 'free', name: '자유 게시판', description: 'Anything goes, kindly. 무슨 이야기든 환영합니다.' },
  { slug: 'beans', name: 'Beans & brewing', description: '원두, 추출, 그라인더. How do you make yours?' },
  { slug: 'recipes', name: '레시피', description: '커피와 잘 어울리는 것들. Things to eat with it.' },
  { slug: 'town', name: '동네 이야기', description: 'Places, walks and openings around town.' },
] as const;

export const articles: readonly SeedArticle[] = [
  {
    board: 'free',
    author: 'haneul',
    title: '한낮 카페에 오신 것을 환영합니다',
    content:
      '안녕하세요, 카페지기 하늘입니다.\n\n조용히 커피 이야기를 나눌 곳이 필요해서 이 카페를 열었습니다. 게시판은 네 개뿐이고, 규칙은 하나입니다. 서로에게 다정할 것.\n\n가입 인사는 이 글에 댓글로 남겨 주세요.',
    image: 'cup.png',
    daysAgo: 41,
    views: 312,
    comments: [
      ['minji', '첫 손님입니다! 자리가 참 좋네요.'],
      ['tom', 'Hello from the corner table. My Korean is slow but my kettle is fast.'],
      ['sora', '고양이와 함께 가입했습니다 🐈'],
    ],
  },
  {
    board: 'beans',
    author: 'tom',
    title: 'Fifteen grams, 250 ml, and patience',
    content:
      'My everyday pour-over, after a year of overthinking it:\n\n15 g of a light roast, ground a little finer than table salt. Water just off the boil. 40 ml to bloom for 40 seconds, then three slow pours up to 250 ml. Done at about 3:00.\n\nIf it is sour, grind finer. If it is bitter, coarser. Change one thing at a time and write it down.',
    daysAgo: 38,
    views: 187,
    comments: [
      ['haneul', '물 온도를 93도로 낮추면 단맛이 더 나요. 한번 해 보세요.'],
      ['tom', 'Tried 93. You were right, and I am slightly annoyed about it.'],
    ],
  },
  {
    board: 'recipes',
    author: 'minji',
    title: '실패 없는 스콘',
    content:
      '재료: 박력분 200g, 차가운 버터 60g, 설탕 30g, 베이킹파우더 8g, 우유 80ml, 소금 한 꼬집.\n\n1. 가루에 버터를 넣고 손끝으로 비벼 모래처럼 만듭니다.\n2. 우유를 넣고 열 번만 섞습니다. 더 섞으면 질겨져요.\n3. 접어서 누르기를 세 번, 2cm 두께로 잘라 200도에서 15분.\n\n차가운 버터와 게으른 손, 그게 전부입니다.',
    image: 'scone.png',
    daysAgo: 35,
    views: 264,
    comments: [
      ['ines', 'Ten stirs! I have been doing fifty. That explains everything.'],
      ['sora', '어제 만들었는데 정말 한 번에 됐어요. 감사합니다!'],
    ],
  },
  {
    board: 'town',
    author: 'sora',
    title: '망원 한강공원 노을 시간표',
    content:
      '이번 주는 6시 10분쯤이 가장 예쁩니다. 매점 옆 계단 세 번째 줄이 명당이에요. 바람이 차니 담요를 꼭 챙기세요.',
    image: 'river.png',
    daysAgo: 33,
    views: 145,
    comments: [['minji', '오늘 갔는데 세 번째 줄은 이미 소라님 팬들이 차지했더라고요.']],
  },
  {
    board: 'recipes',
    author: 'ines',
    title: 'Pastéis de nata in a home oven',
    content:
      'The secret is heat: as hot as your oven goes, with the tray on a baking stone. Mine reaches 250 °C and gives proper black freckles in 14 minutes.\n\nCustard: 250 ml milk, 25 g flour, 200 g sugar cooked to a syrup with 100 ml water, 6 yolks, a cinnamon stick, the peel of half a lemon. Roll the puff pastry, slice, press into tins with wet thumbs.\n\nEat them warm. They do not keep, and they do not have to.',
    daysAgo: 30,
    views: 201,
    comments: [['haneul', '에스프레소와 함께라면 두 개는 기본이죠.']],
  },
  {
    board: 'free',
    author: 'minji',
    title: '재택근무하기 좋은 음악 추천받아요',
    content: '가사 없는 걸 찾고 있습니다. 요즘은 빗소리만 들어요. 여러분은 무엇을 틀어 두시나요?',
    daysAgo: 28,
    views: 98,
    comments: [
      ['tom', 'Bill Evans, Sunday at the Village Vanguard. You can hear the cups.'],
      ['sora', '고양이 골골송 3시간짜리 영상이 있습니다. 진지합니다.'],
    ],
  },
  {
    board: 'beans',
    author: 'haneul',
    title: '에티오피아 구지, 새로 볶았습니다',
    content:
      '복숭아와 재스민 향이 납니다. 약배전이라 이틀은 쉬게 해 주세요. 100g씩 다섯 분께 나눠 드릴게요. 댓글로 손 들어 주세요.',
    daysAgo: 26,
    views: 176,
    comments: [
      ['tom', 'Hand up!'],
      ['ines', 'Me too, I trade for natas.'],
      ['minji', '저요!'],
    ],
  },
  {
    board: 'town',
    author: 'tom',
    title: 'The tiny roastery behind the market',
    content:
      'Four stools, one grinder, no sign. Go past the fish stall, turn where it smells of sesame oil, and look for the blue door. They open when the owner has had breakfast, which is about ten.',
    daysAgo: 24,
    views: 133,
  },
  {
    board: 'free',
    author: 'sora',
    title: '우리 집 고양이가 커피 주전자를 지킵니다',
    content:
      '물이 끓는 소리가 나면 어디선가 나타나 주전자 옆에 앉습니다. 마시지도 않으면서요. 이름은 모카, 여섯 살입니다.',
    image: 'cat.png',
    daysAgo: 21,
    views: 289,
    comments: [
      ['haneul', '모카라니, 이름값을 하네요.'],
      ['tom', 'Quality control. Every café needs one.'],
    ],
  },
  {
    board: 'beans',
    author: 'minji',
    title: '수동 그라인더 3개월 사용기',
    content:
      '팔 운동이 됩니다. 농담이 아니라, 아침마다 30초씩 갈다 보면 잠이 깹니다. 입자는 균일하고 청소는 붓 하나로 끝나요. 다만 손님이 셋 이상이면 후회합니다.',
    daysAgo: 19,
    views: 121,
  },
  {
    board: 'recipes',
    author: 'haneul',
    title: '콜드브루는 기다림이 레시피',
    content:
      '굵게 간 원두 100g에 찬물 1리터. 냉장고에서 14시간. 거름종이로 천천히 거르면 끝입니다. 우유와 1:1로 섞으면 여름이 됩니다.',
    daysAgo: 17,
    views: 154,
  },
  {
    board: 'free',
    author: 'ines',
    title: 'What is your café confession?',
    content: 'I will start: I order a flat white and I could not tell you how it differs from a small latte.',
    daysAgo: 15,
    views: 210,
    comments: [
      ['tom', 'I like instant coffee on trains. There, I said it.'],
      ['minji', '사실 디카페인만 마십니다. 아무도 몰라요.'],
      ['haneul', '로스터인데… 믹스커피를 제일 좋아합니다.'],
    ],
  },
  {
    board: 'town',
    author: 'minji',
    title: '비 오는 날 걷기 좋은 골목',
    content:
      '성미산 아랫길에서 시작해 책방 두 곳을 지나 빵집에서 끝나는 40분 코스입니다. 우산은 큰 걸로, 신발은 아끼지 않는 걸로.',
    daysAgo: 13,
    views: 88,
  },
  {
    board: 'beans',
    author: 'ines',
    title: 'Moka pot: stop burning it',
    content:
      'Start with hot water in the base, low flame, lid open. When it turns the colour of honey, take it off and cool the base under the tap. No hiss, no ash.',
    daysAgo: 11,
    views: 142,
    comments: [['sora', '모카포트 얘기인 줄 모르고 우리 모카가 탄 줄 알았어요.']],
  },
  {
    board: 'recipes',
    author: 'sora',
    title: '인절미 토스트',
    content:
      '식빵 사이에 인절미 네 조각, 팬에 버터 두르고 약불에서 앞뒤로 3분. 콩가루와 꿀을 뿌립니다. 카페라테와 천생연분이에요.',
    daysAgo: 8,
    views: 167,
  },
  {
    board: 'free',
    author: 'tom',
    title: 'Language exchange, Thursdays at seven',
    content:
      '한국어와 영어를 반반씩 나누는 모임이에요. Half an hour each, any level, first coffee is on me.\n\n자리: 창가 긴 테이블. Bring a story.',
    daysAgo: 5,
    views: 193,
    comments: [
      ['minji', '이번 주에 갈게요!'],
      ['ines', 'May I bring Portuguese as a wildcard?'],
    ],
  },
  {
    board: 'town',
    author: 'haneul',
    title: '토요일 벼룩시장, 부스 세 자리 남았습니다',
    content:
      '안 쓰는 드리퍼, 읽은 책, 구운 것 무엇이든 좋습니다. 참가비는 없고, 대신 남은 것은 함께 치웁니다. 댓글로 신청해 주세요.',
    daysAgo: 3,
    views: 76,
    comments: [['ines', 'One stall for natas, please.']],
  },
  {
    board: 'beans',
    author: 'tom',
    title: 'Scale or spoon?',
    content:
      'My flatmate says a scale takes the joy out of it. I say the joy is in the cup. Settle this for us.',
    daysAgo: 1,
    views: 54,
    comments: [
      ['haneul', '저울은 기억력입니다. 숟가락은 기분이고요. 둘 다 두세요.'],
      ['sora', '고양이가 저울 위에 앉으면 숟가락을 씁니다.'],
    ],
  },
];
