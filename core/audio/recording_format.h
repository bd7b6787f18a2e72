// The file of one recorded call, in either of its forms:
//
//   "NBRECORD" version:1 form:1 tracks:1 | id:16 | frame | frame | …
//   frame:  "NBck" length:4 number:4 tick:4 | sealed chunk of that length                  (little endian)
//
// A chunk is sealed with the call's data key. Bound to it are the call, the head of the file with its random id, its
// number and the tick it begins at: it opens at its own place in its own file only. The heads of the frames are in the
// clear so that any second is found without opening what stands before it. A tail that was torn is not read.
#pragma once

#include "ids.h"
#include "result.h"
#include "store/seal.h"

#include <QFile>
#include <QList>

#include <optional>

namespace nightbell {

enum class RecordingForm : char { G711 = 1, Opus = 2 };

inline constexpr int recordedTracks = 3; // caller, heard by the caller, staff
inline constexpr int ticksPerSecond = 50;
inline constexpr quint32 recordedTicksAtMost = 24 * 3600 * ticksPerSecond; // a day
inline constexpr quint32 opusPieceTicks = 10 * ticksPerSecond; // a chunk of Opus holds so much, the last one less
inline constexpr quint32 sealedBytesAtMost = 1 << 20;
inline constexpr qsizetype recordingHeadBytes = 8 + 3 + 16, frameHeadBytes = 16;

QByteArray freshRecordingHead(RecordingForm form);
Result<RecordingForm> formOf(QByteArrayView head); // Newer where a later version wrote it

struct FrameHead
{
    quint32 length = 0;
    quint32 number = 0; // counts up by one, from 0
    quint32 tick = 0;
    bool operator==(const FrameHead &) const = default;
};

QByteArray frameOf(const FrameHead &where, QByteArrayView sealed);
std::optional<FrameHead> frameHeadFrom(QByteArrayView bytes); // none where these bytes cannot begin a frame
QByteArray aboutChunk(const CallId &call, QByteArrayView head, const FrameHead &where);

struct FoundFrame
{
    FrameHead head;
    qint64 offset = 0; // of the sealed chunk
};

struct FoundFrames
{
    QByteArray head;
    RecordingForm form = RecordingForm::G711;
    QList<FoundFrame> frames; // as they stand in the file; whether they belong there, only their seals tell
    qint64 whole = 0;         // where the last of them ends; behind it is a torn tail
    int strange = 0;          // pieces between them that are no frames
};

Result<FoundFrames> findFrames(QFile &file);

} // namespace nightbell
