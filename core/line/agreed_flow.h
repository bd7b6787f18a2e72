// Which way the sound of a description goes, in our words.
#pragma once

#include "audio/media_path.h"

struct sdp_media;

namespace nightbell {

Flow agreedFlow(const sdp_media *media);

} // namespace nightbell
