// The conversation of one live call. What the caller says, presses or leaves unsaid becomes the conversation's input,
// its steps become events of the call and orders to diary, journal and staff. The call stays the judge of who may
// speak. Lives on the engine's thread, no longer than its call; what it waits for is continued by the front desk.
//
//   words, keys ─> an event ─> the call moves the turn ─> think ─> step ─> said, ordered ─> the answer is a step again
//   silence, danger, a person who comes or does not: a turn of their own
#pragma once

#include "call/call.h"
#include "dialog/danger_watch.h"
#include "engine/front_desk.h"
#include "engine/reception_memory.h"
#include "engine/reception_place.h"

namespace nightbell {

class Reception : public std::enable_shared_from_this<Reception>, private ReceptionMemory
{
public:
    Reception(const Call &call, const CallRules &rules, FrontDesk &desk, std::shared_ptr<const ReceptionPlace> place,
              std::optional<Gravity> red);
    ~Reception();
    Q_DISABLE_COPY_MOVE(Reception)

    void lookForDroppedCall();
    void think();                                 // the call wants the next step
    bool overhear(const TranscribedWords &words); // of the caller, for danger alone; true: it was answered
    void hear(const TranscribedWords &turn);      // of the caller, who waits for an answer
    bool advises() const { return m_advises; }    // what to do in danger: nothing interrupts it
    void press(QChar key);                        // by the caller
    void callerSpeaks(bool speaks);               // words may follow, or a cough
    void callerQuiet(Span quiet);                 // since they spoke
    void interrupted();                           // by the caller; the rest of that turn follows
    void hears(CallerHeard how);                  // from now on
    void happened(const Happening &what);         // the call knows of it already, and it was seen to
    void pieceCame(int sentence);                 // of sound
    void packetLeft(int sentence);
    void wake();
    std::optional<Instant> nextWake() const;

    const DialogState &state() const { return m_state; }

private:
    enum class Kind { Question, Booking, Act };

    // reception.cpp
    Surroundings here() const { return m_place->at(now()); }
    Instant now() const { return m_desk.now(); }
    const CallId &id() const { return m_call.summary().id; }
    bool assistantHas() const { return holderOf(m_call.summary()) == CallHolder::Assistant; }
    QFuture<Result<>> take(const Happening &what) { return takeFor(id(), what); }
    QFuture<Result<>> takeFor(const CallId &call, const Happening &what)
    {
        return m_desk.door().take(m_place->organisation.id, call, what);
    }
    void goOn(bool waited = false);
    // After staff whose line died: what was heard meanwhile in danger comes first.
    DialogInput goesOn() { return m_missed ? DialogInput(*std::exchange(m_missed, std::nullopt)) : TalkGoesOn{}; }
    void thinkNow();
    void begin(bool aloud);
    void turnWith(const DialogInput &input);
    void run(const DialogInput &input);
    void say(const QString &words);
    void measured(const QList<Measured> &all);
    void listen(bool wasInDanger);
    QStringList choices() const;
    void planSilence();
    void done();
    ScriptPlace place() const { return m_state.places.value(m_state.places.size() - 1); }
    bool isAt(const ScriptPlace &other) const { return place().script == other.script && place().node == other.node; }

    // reception_hearing.cpp
    void alarm(Gravity gravity, const DangerNews &news, const PrivateText &words);
    bool doubts(const DialogInput &input);
    void askWhetherUnderstood();
    void enterKeys();
    void wantsPerson();
    void silent();
    void shadow(const QString &words);
    void guide(const Whispered &whisper);
    void guided(const DialogState &before);

    // reception_orders.cpp
    void carryOut(const DialogStep &step);
    void find(const FindTimesStep &step);
    void find(const FindAppointmentsStep &step);
    void hold(const HoldStep &step);
    void release(const HoldId &hold);
    template<class Came, class Answer> void await(const QFuture<Result<Came>> &coming, Kind kind, Answer answer);
    void perform(const DiaryAct &act);
    void keepMessage(const MessageStep &step);
    void verify(const VerifyStep &step);
    void resumeSession(const SameCaller &caller);
    void answered(const DialogInput &answer);
    bool awaits(int number) const;
    void wakeOrder();
    DiaryActor actor() { return {id(), {}, QString::number(++m_acts)}; }

    // reception_person.cpp
    void handOver(const HandOverStep &step);
    void lookForPerson(Gravity gravity);
    void climb();
    void stopRinging(const StaffId &besides = {});
    void nobodyCame();
    bool personAwaited() const { return m_handOver && m_handOver->callerWaits(); }
    std::optional<Gravity> gravestOpen() const;
    bool escalationOpen() const { return gravestOpen().has_value(); }
    template<class What> void on(const What &) { }
    void on(const Played &played);
    void on(const Claimed &claimed);
    void on(const ClaimLapsed &);
    void on(const TookOver &took);
    void on(const HandedBack &back);
    void on(const HandBackAsked &asked);
    void on(const StaffListening &listening);
    void on(const Whispered &whisper) { guide(whisper); }
    void on(const Ended &) { over(); }
    void on(const Dropped &) { over(); }
    void over();

    // reception_deaf.cpp
    bool isDeaf() const { return m_hearing != CallerHeard::Yes && !m_red && !m_state.raised; }
    void offerKeys();
    bool mayBeCalledBack() const { return !m_place->callerNumber.isEmpty(); }
    void takeDeafKey(QChar key);
    void noteCallBack();

    const Call &m_call;
    const CallRules m_rules;
    FrontDesk &m_desk;
    const std::shared_ptr<const ReceptionPlace> m_place;
    const std::shared_ptr<const Tripwire> m_wire;
    const std::optional<Gravity> m_red; // of an earlier call of this caller
    std::unique_ptr<DangerWatch> m_watch;
};

} // namespace nightbell
