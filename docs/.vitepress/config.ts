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

export default defineConfig({
  title: 'Jango',
  description: 'Django, for TypeScript',
  cleanUrls: true,
  markdown: {
    // `{{ user }}` in the text is a template's, not Vue's.
    config(md) {
      const inline = md.renderer.rules.code_inline!;
      md.renderer.rules.code_inline = (...args) => inline(...args).replace('<code', '<code v-pre');
    },
  },
  ignoreDeadLinks: [/\.\.\/decisions/],
  srcExclude: ['decisions/**'],
  themeConfig: { search: { provider: 'local' } },
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      themeConfig: {
        nav: [
          { text: 'Tutorial', link: '/tutorial/' },
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
            text: 'More',
            items: [
              { text: 'Django to Jango', link: '/django-to-jango' },
              { text: 'Errors', link: '/errors' },
            ],
          },
        ],
      },
    },
    ko: {
      label: '한국어',
      lang: 'ko',
      link: '/ko/',
      themeConfig: {
        nav: [
          { text: '튜토리얼', link: '/ko/tutorial/' },
          { text: 'Django에서 Jango로', link: '/ko/django-to-jango' },
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
          { text: '더 보기', items: [{ text: 'Django에서 Jango로', link: '/ko/django-to-jango' }] },
        ],
      },
    },
  },
});
