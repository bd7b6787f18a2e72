// The sound of all live calls, as the engine sees it. An object belongs to the engine's thread; its signals arrive
// there.
#pragma once

#include "audio/hearing.h"
#include "audio/media_path.h"
#include "call/call_words.h"
#include "ids.h"
#include "result.h"

#include <QList>
#include <QObject>

#include <chrono>

namespace nightbell {

inline constexpr std::chrono::milliseconds tickLength{20};

using Pcm = QList<qint16>; // mono, at the rate of its call

struct FramePost;
struct RecordingInlet;

struct SpeechPiece // of one sentence; pieces of a sentence come in order and none after the last
{
    int turn = 0;
    int sentence = 0;
    Pcm pcm;
    bool last = false;
};

struct PlayedSentence
{
    int turn = 0;
    int sentence = 0;
    PlayedHow how = PlayedHow::Whole;
    qint64 playedMs = 0;
};

struct FallSilent // sentencePlayed follows for each sentence that was given
{
};

struct StaffPlace
{
    LegId leg;
    StaffMode mode = StaffMode::Listen;
    bool operator==(const StaffPlace &) const = default;
};

struct Arrangement // who hears whom from the next tick on; arranged() tells when it is so
{
    int number = 0;
    QList<StaffPlace> staff;
    bool held = false; // the caller hears music
    std::optional<Extension> extension;
    std::chrono::steady_clock::time_point asked = std::chrono::steady_clock::now();
};

struct RecordInto // every tick of the call from the next one on, until it is closed
{
    RecordingInlet *inlet = nullptr; // outlives the sound
    int room = 0;                    // under which the recorder knows the call
};

using SoundWish = std::variant<SpeechPiece, FallSilent, Arrangement, RecordInto>;

class Sound : public QObject
{
    Q_OBJECT

public:
    virtual Result<> start() = 0; // once, on the engine's thread
    // The first leg of a call is the caller's. Full when no port or seat is left.
    virtual Result<MediaPlace> open(const CallId &call, const LegId &leg, MediaKind kind) = 0;
    virtual Result<> seat(const CallId &call, const LegId &leg, std::shared_ptr<FramePost> headset) = 0;
    virtual void connectTo(const LegId &leg, const MediaPath &path) = 0; // the stream starts and never pauses
    virtual void wish(const CallId &call, const SoundWish &wish) = 0;
    virtual void closeLeg(const LegId &leg) = 0; // of staff
    virtual void close(const CallId &call) = 0;  // falls silent first; closed() is the last signal of the call

Q_SIGNALS:
    void sentenceBegan(const nightbell::CallId &call, int turn, int sentence, double msSinceConnected);
    void sentencePlayed(const nightbell::CallId &call, const nightbell::PlayedSentence &played);
    void keyPressed(const nightbell::CallId &call, const nightbell::LegId &leg, QChar key);
    void arranged(const nightbell::CallId &call, int arrangement, double msSinceAsked);
    void legSilent(const nightbell::CallId &call, const nightbell::LegId &leg); // its packets stopped coming
    void closed(const nightbell::CallId &call);
};

} // namespace nightbell
