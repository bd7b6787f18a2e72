// Owns the live calls. Everything that happens comes in here as a signal of line, sound, voice, clock or desk, becomes
// an event, is journalled, goes through the pure Call, and its orders are carried out. Lives on the thread "engine".
#pragma once

#include "call/call_event.h"
#include "desk/asker.h"
#include "desk/verb.h"
#include "engine/clock.h"
#include "engine/live_call.h"
#include "engine/live_sounds.h"
#include "engine/staff_sound.h"
#include "engine/test_extensions.h"
#include "line/line.h"
#include "speech/voice.h"

#include <QFuture>
#include <QHash>

#include <memory>
#include <set>

namespace nightbell {

inline constexpr Span lastWordsAtMost = std::chrono::seconds{15}; // for sentences being spoken when the engine stops
inline constexpr int endedCallsKeptAtMost = 10'000; // that wait for a person or a caller; the store knows them all

// The journal as the engine sees it: the future is ready when the event is durable, or cannot be.
using AppendEvent = std::function<QFuture<Result<>>(const ClinicId &, const CallEvent &)>;

struct EngineParts // all of them live on the engine's thread, and longer than the engine
{
    Clock &clock;
    Line &line;
    Sound &sound;
    Voice &voice;
    AppendEvent append;
    FindDestination destinationOf;
    StaffSounds *staffSounds = nullptr; // without: nobody of the staff can be heard
    bool testExtensions = false;
};

struct EngineCounts
{
    quint64 unknownNumbers = 0;  // calls refused because no clinic has the number
    quint64 noSound = 0;         // calls refused because no seat or port was left
    quint64 failedSentences = 0; // the voice could not speak
    quint64 failedAppends = 0;   // events that did not become durable
    quint64 stalePieces = 0;     // of speech that nobody waited for any more
    quint64 forgotten = 0;       // ended calls let go before they were settled
};

class Engine : public QObject
{
    Q_OBJECT

public:
    explicit Engine(EngineParts parts);
    ~Engine() override;

    Result<> start();
    void stop(); // takes no more calls, lets last words be spoken, says goodbye; stopped() follows

    QList<CallSummary> calls() const;                                       // all that are live or not settled
    Result<> ask(const CallId &call, const Asker &asker, const Verb &verb); // Refused or NotFound, else it was taken
    const EngineCounts &counts() const { return m_counts; }

Q_SIGNALS:
    void callChanged(const nightbell::CallSummary &call);
    void happened(const nightbell::CallEvent &event);
    void callGone(const nightbell::CallId &call);              // settled: nothing will change in it any more
    void soundHeard(const QList<nightbell::LiveSound> &calls); // of this moment, never journalled
    void stopped();

private:
    using Calls = QHash<CallId, std::shared_ptr<LiveCall>>;

    void listen();
    void listenToDialled();
    StaffId staffOf(const CallId &call, const LegId &leg) const;
    void arrive(const ArrivedCall &arrived);
    void connectSound(const LegId &leg, const MediaPath &path);
    void lineEnded(const LegId &leg, EndCause cause);
    void voiceSpoke(const CallId &call, const SpeechPiece &piece);
    void voiceFailed(const CallId &call, int turn, int sentence, const Problem &problem);
    void keyPressed(const CallId &call, const LegId &leg, QChar key);
    void legSilent(const CallId &call, const LegId &leg);
    void sentenceBegan(const CallId &call, int turn, int sentence, double msSinceConnected);
    void sentencePlayed(const CallId &call, const PlayedSentence &played);
    void soundClosed(const CallId &call);
    void wakeCalls();

    CallOrders take(LiveCall &live, const Happening &what); // journal, call, orders
    void carryOut(LiveCall &live, const CallOrders &orders);
    void carryOut(LiveCall &live, const CallOrder &order);
    void answer(LiveCall &live);
    void speak(LiveCall &live, const Speak &order);
    void stopSpeaking(LiveCall &live);
    void connectStaff(LiveCall &live, const ConnectStaff &order);
    bool begin(LiveCall &live, StaffLeg leg);
    void staffConnected(LiveCall &live, const LegId &leg, const MediaPath &path);
    void arrange(LiveCall &live);
    void arranged(const CallId &call, int arrangement, double msSinceAsked);
    void tellMode(LiveCall &live, const StaffLeg &before, double ms);
    void disconnectStaff(LiveCall &live, const StaffId &staff);
    void staffLost(LiveCall &live, const LegId &leg);
    void hold(LiveCall &live, bool on);
    void transfer(LiveCall &live, const Transfer &order);
    void transferEnded(const LegId &leg, TransferStep step);
    void endTransfer(LiveCall &live);
    void hearEarly(const LegId &leg, const MediaPath &path);
    bool dialledConnected(const LegId &leg, const MediaPath &path);
    bool dialledEnded(const LegId &leg);
    void hearHold(LiveCall &live, Flow flow);
    void leave(LiveCall &live); // line and sound let go of it
    void wakeLater(LiveCall &live, Instant at);
    void setAlarm();
    void letGo(const CallId &call);
    void loseTheRest();
    void closeLineWhenAlone();

    EngineParts m_parts;
    std::unique_ptr<TestExtensions> m_extensions;
    std::unique_ptr<LiveSounds> m_liveSounds; // from the start on
    Calls m_calls;
    QHash<LegId, CallId> m_callOfLeg; // of legs that the engine dialled
    std::set<std::pair<Instant, CallId>> m_wakes;
    QList<CallId> m_ended; // the oldest first
    EngineCounts m_counts;
    std::optional<Instant> m_stopBy;
    bool m_stopping = false;
    bool m_lineClosing = false;
};

} // namespace nightbell
