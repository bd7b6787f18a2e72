// Whether a sound server can be reached at all.
#pragma once

namespace nightbell {

// Asks the server's socket and waits at most a moment. Where the server is not on this machine, or is no PulseAudio or
// PipeWire, Qt alone can find out: yes.
bool soundServerAnswers();

} // namespace nightbell
