// Reading a question aloud, by a voice that the phone itself has: nothing leaves it.
import { language, VOICES } from "../words";

function voiceFor(): SpeechSynthesisVoice | undefined {
  const wanted = VOICES[language.value].toLowerCase();
  const voices = window.speechSynthesis?.getVoices() ?? [];
  return voices.find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(wanted));
}

export function hasVoice(): boolean {
  return voiceFor() !== undefined;
}

/** Read one text after the other, with the pause that a voice makes between two. */
export function readAloud(texts: readonly string[]): void {
  const voice = voiceFor();
  if (!voice) return;
  window.speechSynthesis.cancel();
  for (const text of texts) {
    const said = new SpeechSynthesisUtterance(text);
    said.voice = voice;
    said.lang = voice.lang;
    said.rate = 0.9;
    window.speechSynthesis.speak(said);
  }
}

export function beQuiet(): void {
  window.speechSynthesis?.cancel();
}
