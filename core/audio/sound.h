// The sound of all live calls, as the engine sees it. An object belongs to the engine's thread; its signals arrive
// there.
#pragma once

#include "audio/hearing.h"
#include "audio/media_path.h"
#include "call/call_words.h"
#include "call/live_sound.h"
#include "ids.h"
#include "private_text.h"
#include "result.h"

#include <QList>
#include <QObject>

#include <array>
#include <chrono>

namespace nightbell {

inline constexpr std::chrono::milliseconds tickLength{20};

using Pcm = QList<qint16>; // mono, at the rate of its call

inline constexpr std::array quietStages{180, 500, 1'000}; // ms

struct FramePost;
struct ListeningInlet;
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

// The caller may be interrupting: the assistant fades out within 5 ms and stays silent, whatever it is given, until it
// resumes where it stopped, falls silent, or pausedAtMost is over. speakingPaused follows if a sentence was under way.
struct PauseSpeaking
{
};

struct ResumeSpeaking
{
};

inline constexpr std::chrono::milliseconds pausedAtMost{10'000}; // then it goes on by itself

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
    LegId announcing;  // a dialled leg that has not answered: all staff hear what is said there, the caller never
    std::optional<Extension> extension;
    std::chrono::steady_clock::time_point asked = std::chrono::steady_clock::now();
};

struct RecordInto // every tick of the call from the next one on, until it is closed
{
    RecordingInlet *inlet = nullptr; // outlives the sound
    int room = 0;                    // under which the recorder knows the call
};

struct ListenInto // what the caller says from the next tick on, while the speech gate is open
{
    ListeningInlet *inlet = nullptr; // outlives the sound; none: nobody listens any more
    int room = 0;                    // under which the listener knows the call
};

struct PressKeys // sent to that leg's other end, one press after the other; others are left out
{
    LegId leg;
    PrivateText keys; // 0-9 * # A-D, keysQueuedAtMost at once
};

using SoundWish = std::variant<SpeechPiece, FallSilent, PauseSpeaking, ResumeSpeaking, Arrangement, RecordInto,
                               ListenInto, PressKeys>;

struct LegLevel
{
    LegId leg;
    SoundLevel level;
};

struct CallLevels
{
    CallId call;
    SoundLevel caller;
    SoundLevel assistant;
    QList<LegLevel> staff;
};

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

    // Of this moment only.
    void speakingPaused(const nightbell::CallId &call, int turn, int sentence, qint64 playedMs); // so far
    void levels(const QList<nightbell::CallLevels> &calls); // of all calls, ten times a second
    void callerSpeech(const nightbell::CallId &call, bool speaks, std::chrono::steady_clock::time_point since);
    // The caller is quiet for that long, told at each of quietStages; 0: speaks again before callerSpeech said the end.
    void callerQuiet(const nightbell::CallId &call, int quietMs, std::chrono::steady_clock::time_point since);
    void quality(const nightbell::CallId &call, const nightbell::LegId &leg, const nightbell::LineQuality &quality);
};

} // namespace nightbell
