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

export function readAloud(text: string): void {
  const voice = voiceFor();
  if (!voice) return;
  const said = new SpeechSynthesisUtterance(text);
  said.voice = voice;
  said.lang = voice.lang;
  said.rate = 0.9;
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(said);
}

export function beQuiet(): void {
  window.speechSynthesis?.cancel();
}
