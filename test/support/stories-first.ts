import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Starts the stories before all else: they wait long and work little, and the others run beside them meanwhile. */
export class StoriesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isStory = ({ project }: TestSpecification) => project.name === 'stories';
    return [...sorted.filter(isStory), ...sorted.filter((file) => !isStory(file))];
  }
}
