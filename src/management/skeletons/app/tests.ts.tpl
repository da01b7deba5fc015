import { TestCase } from 'jango/test';

// Write your tests here: export class ArticleTests extends TestCase { async testTheListIsEmpty() { ... } }
