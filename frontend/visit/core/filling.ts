// Filling in: every answer is written as it is given, in order, and the newest state always wins.
import { reactive } from "vue";
import type { Language } from "../words";
import { isFull } from "./database";
import { OpenForm } from "./form";
import { givenIn } from "./given";
import type { Media } from "./media";
import type { Envelope, OpenPart, Photo } from "./parts";
import type { FormInBundle } from "./server";

export interface Saving {
  /** Answers given and not yet on the disk. */
  pending: number;
  failed: boolean;
  full: boolean;
  saves: number;
}

const PHOTO_NAME = /(photo|file)-[0-9a-f-]{36}\.[a-z0-9]{1,5}/g;

/** Return the names of the photos and recordings that a form names. */
export function photosIn(xml: string): string[] {
  return [...new Set(xml.match(PHOTO_NAME) ?? [])];
}

/** Open the questionnaire of a part as it was last saved; one in which nothing was answered begins. */
export async function formOfPart(
  asked: FormInBundle,
  part: OpenPart,
  language: Language,
  media: Media,
): Promise<OpenForm> {
  const kept = await part.restore();
  if (kept) return OpenForm.restore(asked.xform, kept.envelope.xml, kept.photos, language, media);
  return OpenForm.begin(asked.xform, givenIn(asked, part.info.reference, part.info.parts), language, media);
}

export class Filling {
  readonly saving = reactive<Saving>({ pending: 0, failed: false, full: false, saves: 0 });
  private photos: Photo[] = [];
  private running: Promise<void> | null = null;
  private dirty = false;
  private ending: Promise<void> | null = null;

  constructor(
    readonly form: OpenForm,
    readonly part: OpenPart,
    private readonly busy: (change: number) => void = () => undefined,
  ) {}

  /** Note that an answer was given; resolves when it, or a newer state, is on the disk. */
  async save(photo?: Photo): Promise<void> {
    if (photo) this.photos.push(photo);
    this.dirty = true;
    this.saving.pending += 1;
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async run(): Promise<void> {
    this.busy(1);
    try {
      while (this.dirty) {
        this.dirty = false;
        await this.write();
      }
      Object.assign(this.saving, { pending: 0, failed: false, full: false, saves: this.saving.saves + 1 });
    } catch (problem) {
      Object.assign(this.saving, { failed: true, full: isFull(problem) });
    } finally {
      this.busy(-1);
    }
  }

  private async write(): Promise<void> {
    const photos = [...this.photos];
    const xml = await this.form.write();
    const { answered, asked } = this.form.progress();
    await this.part.append(this.envelope(xml), { ...this.part.info, answered, asked }, photos);
    this.photos = this.photos.filter((photo) => !photos.includes(photo));
  }

  private envelope(xml: string): Envelope {
    const { visit, version, begunAt } = this.part.info;
    return { xml, visit, version, begun_at: begunAt, finished_at: new Date().toISOString(), files: photosIn(xml) };
  }

  /** Write what is not on the disk yet; returns whether all of it is. */
  async settle(): Promise<boolean> {
    if (this.saving.pending > 0) await this.save();
    return !this.saving.failed;
  }

  /** Save and close the part; asked for twice, it is done once. */
  finish(): Promise<void> {
    this.ending ??= this.end().finally(() => {
      this.ending = null;
    });
    return this.ending;
  }

  private async end(): Promise<void> {
    await this.save();
    if (!this.saving.failed) await this.part.finish();
  }
}
