export { scoresProperties as properties } from '../../state/scores.ts';
