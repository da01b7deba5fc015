import { defineConfig } from 'vitepress';

const tutorial = (prefix: string, titles: readonly string[]) => {
  const files = [
    '01-project',
    '02-urls-and-views',
    '03-templates',
    '04-get-form',
    '05-models',
    '06-shell',
    '07-changing-a-model',
    '08-admin',
    '09-crud',
    '10-checks-and-tests',
  ];
  return files.map((file, i) => ({ text: titles[i]!, link: `${prefix}/tutorial/${file}` }));
};

const reference = (prefix: string, titles: Readonly<Record<string, string>>) =>
  Object.entries(titles).map(([file, text]) => ({ text, link: `${prefix}/${file}` }));

export default defineConfig({
  title: 'Jango',
  description: 'Django, for TypeScript',
  cleanUrls: true,
  markdown: {
    // `{{ user }}` in the text is a template's, not Vue's.
    config(md) {
      const inline = md.renderer.rules.code_inline!;
      md.renderer.rules.code_inline = (...args) => inline(...args).replace('<code', '<code v-pre');
      // A block with a label shows it, as those in a code group do.
      md.core.ruler.before('normalize', 'labelled_blocks', (state) => {
        state.src = state.src.replace(
          /^::: code-group[\s\S]*?^:::$|^```\w+ \[[^\]]+\]\n[\s\S]*?^```$/gm,
          (block) => (block.startsWith(':::') ? block : `::: code-group\n\n${block}\n\n:::`),
        );
      });
    },
  },
  themeConfig: { search: { provider: 'local' } },
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      themeConfig: {
        nav: [
          { text: 'Tutorial', link: '/tutorial/' },
          { text: 'Guide', link: '/models' },
          { text: 'Django to Jango', link: '/django-to-jango' },
          { text: 'Errors', link: '/errors' },
        ],
        sidebar: [
          {
            text: 'Tutorial',
            items: tutorial('', [
              'A project and its server',
              'An app, URLs and views',
              'Templates',
              'A form that asks: GET',
              'Models and migrations',
              'shell_plus',
              'Changing a model',
              'The admin',
              'Read, create, update, delete',
              'Checks and tests',
            ]),
          },
          {
            text: 'Guide',
            items: reference('', {
              models: 'Models',
              queries: 'Queries',
              migrations: 'Migrations',
              urls: 'URLs',
              'views-and-http': 'Views, requests, responses',
              templates: 'Templates',
              'custom-template-tags': 'Tags and filters of your own',
              'editor-templates': 'Templates in an editor',
              'template-engines': 'Template engines',
              forms: 'Forms',
              admin: 'The admin',
              auth: 'Users, login, permissions',
              'sessions-and-messages': 'Sessions and messages',
              'static-files-and-media': 'Static files and media',
              databases: 'Databases',
              'contrib-postgres': "PostgreSQL's own",
              serialization: 'Serialization and fixtures',
              cache: 'Cache',
              i18n: 'Translation',
              testing: 'Testing',
              deployment: 'Deployment',
            }),
          },
          {
            text: 'Reference',
            items: reference('', {
              'template-tags': 'Template tags and filters',
              utils: 'Utilities',
              commands: 'Commands',
              settings: 'Settings',
              checks: 'System checks',
              errors: 'Errors',
              'db/custom-fields': 'Fields of your own kind',
              'db/custom-lookups': 'Lookups of your own kind',
              'django-to-jango': 'Django to Jango',
              benchmarks: 'Benchmarks',
              'decisions/README': 'Decisions',
            }),
          },
        ],
      },
    },
    ko: {
      label: '한국어',
      lang: 'ko',
      link: '/ko/',
      themeConfig: {
        outline: { label: '이 페이지에서' },
        docFooter: { prev: '이전', next: '다음' },
        sidebarMenuLabel: '메뉴',
        returnToTopLabel: '맨 위로',
        darkModeSwitchLabel: '밝기',
        langMenuLabel: '언어 바꾸기',
        nav: [
          { text: '튜토리얼', link: '/ko/tutorial/' },
          { text: '안내', link: '/ko/models' },
          { text: 'Django에서 Jango로', link: '/ko/django-to-jango' },
          { text: '오류', link: '/ko/errors' },
        ],
        sidebar: [
          {
            text: '튜토리얼',
            items: tutorial('/ko', [
              '프로젝트와 서버',
              '앱, URL, 뷰',
              '템플릿',
              '물어보는 폼: GET',
              '모델과 마이그레이션',
              'shell_plus',
              '모델 바꾸기',
              '관리자 사이트',
              '조회, 생성, 수정, 삭제',
              '검사와 테스트',
            ]),
          },
          {
            text: '안내',
            items: reference('/ko', {
              models: '모델',
              queries: '조회',
              migrations: '마이그레이션',
              urls: 'URL',
              'views-and-http': '뷰, 요청, 응답',
              templates: '템플릿',
              'custom-template-tags': '나만의 태그와 필터',
              'editor-templates': '편집기에서 템플릿 쓰기',
              'template-engines': '템플릿 엔진',
              forms: '폼',
              admin: '관리자 사이트',
              auth: '사용자, 로그인, 권한',
              'sessions-and-messages': '세션과 메시지',
              'static-files-and-media': '정적 파일과 미디어',
              databases: '데이터베이스',
              'contrib-postgres': 'PostgreSQL 고유 기능',
              serialization: '직렬화와 픽스처',
              cache: '캐시',
              i18n: '번역',
              testing: '테스트',
              deployment: '배포',
            }),
          },
          {
            text: '찾아보기',
            items: reference('/ko', {
              'template-tags': '템플릿 태그와 필터',
              utils: '유틸리티',
              commands: '명령',
              settings: '설정',
              checks: '시스템 검사',
              errors: '오류',
              'db/custom-lookups': '나만의 룩업',
              'django-to-jango': 'Django에서 Jango로',
            }),
          },
        ],
      },
    },
  },
});
