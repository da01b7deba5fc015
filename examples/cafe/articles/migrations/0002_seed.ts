import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContentFile } from 'jango/core/files';
import { defineMigration, type MigrationCode, operations } from 'jango/db/migrations';
import { articles, boards, members } from '../seed/content.ts';

const DAY = 24 * 60 * 60 * 1000;
const IMAGES = join(import.meta.dirname, '../seed/images');

/** Open the café with some life in it. */
const openTheCafe: MigrationCode = async (apps) => {
  const User = apps.getModel('auth', 'User');
  const Profile = apps.getModel('accounts', 'Profile');
  const Board = apps.getModel('articles', 'Board');
  const Article = apps.getModel('articles', 'Article');
  const Comment = apps.getModel('comments', 'Comment');
  const now = Date.now();

  const authors = new Map();
  for (const { username, nickname, introduction } of members) {
    const user = await User.objects.create({
      username,
      email: `${username}@example.com`,
      password: '!seeded',
    });
    await Profile.objects.create({ user, nickname, introduction });
    authors.set(username, user);
  }
  const places = new Map();
  for (const [position, board] of boards.entries())
    places.set(board.slug, await Board.objects.create({ ...board, position }));
  for (const { board, author, title, content, image, daysAgo, views, comments = [] } of articles) {
    const written = new Date(now - daysAgo * DAY);
    const picture = image === undefined ? '' : new ContentFile(readFileSync(join(IMAGES, image)), image);
    const article = await Article.objects.create({
      board: places.get(board),
      author: authors.get(author),
      title,
      content,
      image: picture,
      views,
    });
    await Article.objects.filter({ pk: article.pk }).update({ createdAt: written, updatedAt: written });
    for (const [index, [commenter, text]] of comments.entries()) {
      const comment = await Comment.objects.create({
        article,
        author: authors.get(commenter),
        content: text,
      });
      const said = new Date(written.getTime() + (index + 1) * (DAY / 6));
      await Comment.objects.filter({ pk: comment.pk }).update({ createdAt: said });
    }
  }
};

export default defineMigration({
  dependencies: [
    ['articles', '0001_initial'],
    ['comments', '0001_initial'],
    ['accounts', '0001_initial'],
  ],
  operations: [operations.RunCode({ code: openTheCafe, reverseCode: operations.RunCode.noop })],
});
