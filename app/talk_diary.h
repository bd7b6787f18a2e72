// What a conversation orders of the diary, carried out at once in a store, and what the diary answered as the
// conversation's next input.
#pragma once

#include "app/lab_clinic.h"
#include "booking/local_diary.h"
#include "booking/times_found.h"

namespace nightbell {

class TalkDiary
{
public:
    TalkDiary(const LabClinic &clinic, JournalWriter &writer) : m_clinic(clinic), m_diary(writer) { }

    Result<> fill(); // with what stands in it at the beginning

    DialogInput take(const FindTimesStep &wanted, Instant now);
    DialogInput take(const HoldStep &step, const CallId &call, Instant now);
    DialogInput take(const BookStep &step, const CallId &call, Instant now);
    DialogInput take(const MoveStep &step, const CallId &call, Instant now);
    DialogInput take(const CancelStep &step, const CallId &call, Instant now);
    DialogInput take(const ConfirmStep &step, const CallId &call, Instant now);
    DialogInput take(const FindAppointmentsStep &step, const PrivateText &callerNumber, Instant now);
    void take(const ReleaseStep &step, const CallId &call, Instant now);

    QList<Appointment> live();

private:
    DialogInput perform(const DiaryAct &act, const CallId &call, Instant now);
    DiaryActor actor(const CallId &call) { return {call, {}, QString::number(++m_steps)}; }
    DiaryPlace place() const { return {m_clinic.organisation, m_clinic.branch()}; }

    const LabClinic &m_clinic;
    LocalDiary m_diary;
    int m_steps = 0; // every order is an act of its own
};

} // namespace nightbell
