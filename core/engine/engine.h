// Owns the live calls. Everything that happens comes in here as a signal of line, sound, voice, clock or desk, becomes
// an event, is journalled, goes through the pure Call, and its orders are carried out. Lives on the thread "engine".
#pragma once

#include "call/call_event.h"
#include "desk/asker.h"
#include "desk/verb.h"
#include "engine/engine_parts.h"
#include "engine/front_desk.h"
#include "engine/line_faults.h"
#include "engine/live_call.h"
#include "engine/live_sounds.h"
#include "engine/recording_desk.h"
#include "engine/staff_consoles.h"
#include "engine/test_extensions.h"
#include "speech/voice.h"

#include <QFuture>
#include <QHash>

#include <memory>
#include <set>

namespace nightbell {

inline constexpr Span lastWordsAtMost = std::chrono::seconds{15}; // for sentences being spoken when the engine stops
inline constexpr int endedCallsKeptAtMost = 10'000; // that wait for a person or a caller; the store knows them all

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
    void headsetLost(const std::shared_ptr<FramePost> &headset);            // nobody is heard through it any more
    void pressRecordings(const KeyedCalls &left);                           // that an earlier run did not press
    QByteArray ticketFor(const StaffId &staff); // with which a console of theirs may come; for whoever signed in
    const EngineCounts &counts() const { return m_counts; }
    const LineStates &lineStates() const { return m_lineStates; }

Q_SIGNALS:
    void callChanged(const nightbell::CallSummary &call);
    void happened(const nightbell::CallEvent &event);
    void callGone(const nightbell::CallId &call);              // settled: nothing will change in it any more
    void soundHeard(const QList<nightbell::LiveSound> &calls); // of this moment, never journalled
    void wouldSay(const nightbell::CallId &call, const nightbell::PrivateText &words); // staff have it; the same
    void stopped();

private:
    using Calls = QHash<CallId, std::shared_ptr<LiveCall>>;

    void listen();
    void listenToDialled();
    void listenToRecording();
    StaffId staffOf(const CallId &call, const LegId &leg) const;
    void arrive(const ArrivedCall &arrived);
    void consoleArrived(const ArrivedCall &arrived);
    void lineChanged(const LineState &state);
    void connectSound(const LegId &leg, const MediaPath &path);
    void lineEnded(const LegId &leg, EndCause cause);
    void voiceSpoke(const CallId &call, const SpeechPiece &piece);
    void voiceTimed(const CallId &call, int turn, int sentence, const WordTimes &words);
    void voiceFailed(const CallId &call, int turn, int sentence, const Problem &problem);
    void keyPressed(const CallId &call, const LegId &leg, QChar key);
    void legSilent(const CallId &call, const LegId &leg);
    void sentenceBegan(const CallId &call, int turn, int sentence, double msSinceConnected);
    void sentencePlayed(const CallId &call, const PlayedSentence &played);
    void soundClosed(const CallId &call);
    void wakeCalls();

    struct Kept // in the journal, from `durable` on for good
    {
        CallEvent event;
        QFuture<Result<>> durable;
    };
    Kept keep(const ClinicId &clinic, const CallId &call, const Happening &what);
    CallOrders take(LiveCall &live, const Happening &what); // journal, call, orders
    CallOrders tell(LiveCall &live, const CallEvent &event);
    ReceptionDoor receptionDoor();
    std::optional<Gravity> redOf(const Initiated &begun) const;
    void openFrontDesk();
    void startHearing();
    void listenTo(LiveCall &live);
    void stopListening(LiveCall &live);
    void callerSpeech(const CallId &call, bool speaks);
    void callerQuiet(const CallId &call, int quietMs);
    void interrupt(LiveCall &live);
    void carryOut(LiveCall &live, const CallOrders &orders);
    void carryOut(LiveCall &live, const CallOrder &order);
    void answer(LiveCall &live);
    void speak(LiveCall &live, const Speak &order);
    void stopSpeaking(LiveCall &live);
    bool canHear(const CallId &call, const StaffId &staff) const;
    std::optional<StaffSound> openSound(const LiveCall &live, const StaffId &staff);
    void closeSound(const StaffSound &sound);
    void connectStaff(LiveCall &live, const ConnectStaff &order);
    bool begin(LiveCall &live, StaffLeg leg);
    void staffConnected(LiveCall &live, const LegId &leg, const MediaPath &path);
    void arrange(LiveCall &live);
    void arranged(const CallId &call, int arrangement, double msSinceAsked);
    void tellMode(LiveCall &live, const StaffLeg &before, double ms);
    void takeBack(LiveCall &live, const StaffLeg &leg); // the way they were in it
    void disconnectStaff(LiveCall &live, const StaffId &staff);
    void staffLost(LiveCall &live, const LegId &leg);
    void hold(LiveCall &live, bool on);
    void transfer(LiveCall &live, const Transfer &order);
    void transferEnded(const LegId &leg, TransferStep step);
    void endTransfer(LiveCall &live);
    void recordCall(LiveCall &live, RecordCall::Step step);
    void endRecording(LiveCall &live);
    TestRecording testRecording();
    void hearEarly(const LegId &leg, const MediaPath &path);
    bool dialledConnected(const LegId &leg, const MediaPath &path);
    bool dialledEnded(const LegId &leg);
    void hearHold(LiveCall &live, Flow flow);
    void leave(LiveCall &live); // line and sound let go of it
    void plan(LiveCall &live);  // when it is woken
    void setAlarm();
    void letGo(const CallId &call);
    void loseTheRest();
    void closeLineWhenAlone();

    EngineParts m_parts;
    ListeningInlet *m_inlet = nullptr;      // of the transcriber
    std::unique_ptr<FrontDesk> m_frontDesk; // none: nobody talks with callers
    std::unique_ptr<RecordingDesk> m_recording;
    std::unique_ptr<TestExtensions> m_extensions;
    std::unique_ptr<LiveSounds> m_liveSounds; // from the start on
    Calls m_calls;
    QHash<LegId, CallId> m_callOfLeg; // of legs that the engine dialled
    std::set<std::pair<Instant, CallId>> m_wakes;
    QList<CallId> m_ended;    // the oldest first
    StaffConsoles m_consoles; // that wait for a call
    LineStates m_lineStates;
    EngineCounts m_counts;
    std::optional<Instant> m_stopBy;
    bool m_stopping = false;
    bool m_lineClosing = false;
};

} // namespace nightbell
