// The endpoints that one need not look up: all speak OpenAI's protocol. A local one is in this server's own network, which
// is let in by the environment alone (PRIVATE_TARGETS).
export const PRESETS = {
  openai: { name: "OpenAI", baseUrl: "https://api.openai.com/v1", model: "gpt-4o-mini", needsKey: true, local: false },
  groq: { name: "Groq", baseUrl: "https://api.groq.com/openai/v1", model: "llama-3.3-70b-versatile", needsKey: true, local: false },
  gemini: { name: "Google Gemini", baseUrl: "https://generativelanguage.googleapis.com/v1beta/openai", model: "gemini-2.0-flash", needsKey: true, local: false },
  ollama: { name: "Ollama", baseUrl: "http://127.0.0.1:11434/v1", model: "llama3.2", needsKey: false, local: true },
  vllm: { name: "vLLM", baseUrl: "http://127.0.0.1:8000/v1", model: "meta-llama/Llama-3.1-8B-Instruct", needsKey: false, local: true },
  other: { name: "Other", baseUrl: "", model: "", needsKey: false, local: false },
} as const;

export type Preset = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as readonly Preset[];
