#include "audio/sound_room.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace nightbell {

SoundRoom::SoundRoom(int number, int rate, const Clip &music, ReportSink &sink, SpentParcels &spent)
    : m_number(number)
    , m_rate(rate)
    , m_frameSamples(samplesPerFrame(rate))
    , m_music(music)
    , m_sink(sink)
    , m_spent(spent)
    , m_speaker(number, rate, sink, spent)
    , m_meters(number, rate, sink)
    , m_ear(number, rate, sink, spent)
    , m_matrix(hearingOf(StaffSeats{}, false))
{ }

SoundRoom::~SoundRoom()
{
    for (const Seat &seat : m_seats)
        delete seat.leg;
    delete m_recording;
}

void SoundRoom::seat(int party, PartyLeg *leg)
{
    m_seats[std::size_t(party)] = Seat();
    m_seats[std::size_t(party)].leg = leg;
}

void SoundRoom::connect(int party, LegStream *stream, SteadyTime since)
{
    if (party == CallerSound && !m_seats[CallerSound].leg->connected())
        m_speaker.connect(since);
    m_seats[std::size_t(party)].leg->connect(stream, m_spent);
}

void SoundRoom::letGo(int party)
{
    m_seats[std::size_t(party)].leaving = true;
    takeLeave(party);
}

void SoundRoom::press(const PressPartyKeys &order)
{
    if (PartyLeg *leg = m_seats[std::size_t(order.party)].leg)
        for (const char key : std::span(order.keys).first(order.count))
            leg->press(key);
}

void SoundRoom::close(TickDesk &desk)
{
    m_state = State::Closing;
    desk.conference.replace(m_inConference, Conference::Frame{});
    m_speaker.hush();
    for (int party = 0; party < partiesAtMost; ++party)
        letGo(party);
    settle();
}

// Reports what found no room before; the last of them is that the room is closed.
void SoundRoom::settle()
{
    const bool spoken = m_speaker.settle();
    bool gone = true;
    for (int party = 0; party < partiesAtMost; ++party)
        gone &= takeLeave(party);
    if (m_state == State::Closing && spoken && gone && m_sink.report({m_number, RoomClosed{}}))
        m_state = State::Closed;
}

bool SoundRoom::takeLeave(int party)
{
    Seat &seat = m_seats[std::size_t(party)];
    if (seat.leaving && seat.leg) {
        if (!m_sink.report({m_number, LegGone{party, seat.leg->leave()}}))
            return false;
        m_spent.put(std::exchange(seat.leg, nullptr));
    }
    return !seat.leg || !seat.leaving;
}

void SoundRoom::tick(TickDesk &desk, SteadyTime now)
{
    settle();
    if (m_state != State::Open)
        return;
    if (m_changes)
        m_matrix = m_changes->matrix;
    const SoundMask there = gather(desk, now);
    m_meters.hear(desk.frames, there);
    m_ear.hear(there & maskOf(CallerSound) ? frameOf(CallerSound, desk) : Frame(), m_skipped, now);
    for (std::size_t party = 0; party < partiesAtMost; ++party) {
        Frame said;
        if (Seat &seat = m_seats[party]; seat.leg && seat.leg->connected())
            said = speakTo(seat, m_matrix.hears[party], there, desk);
        if (party != CallerSound)
            continue;
        m_ear.callerHears(said);
        if (m_recording)
            recordTick(there, said, desk);
    }
    m_skipped = 0;
    if (!m_changes)
        return;
    const double waitedMs = std::chrono::duration<double, std::milli>(now - m_changes->asked).count();
    if (m_sink.report({m_number, HearingChanged{m_changes->arrangement, waitedMs}}))
        m_changes.reset();
}

SoundMask SoundRoom::wanted() const
{
    SoundMask all = 0;
    for (std::size_t party = 0; party < partiesAtMost; ++party)
        if (m_seats[party].leg)
            all |= m_matrix.hears[party];
    return all;
}

std::span<std::int16_t> SoundRoom::frameOf(int source, TickDesk &desk) const
{
    return std::span(desk.frames[std::size_t(source)]).first(m_frameSamples);
}

// Every source makes its frame, heard or not: a stream that nobody listens to goes on, and so does a sentence.
SoundMask SoundRoom::gather(TickDesk &desk, SteadyTime now)
{
    SoundMask there = 0;
    for (int party = 0; party < partiesAtMost; ++party) {
        Seat &seat = m_seats[std::size_t(party)];
        if (!seat.leg)
            continue;
        if (seat.leg->hear(frameOf(party, desk), desk.batch, now))
            there |= maskOf(party);
        readKeys(party);
        tellQuality(party);
        const bool silent = seat.leg->silent(now);
        if (silent && !seat.silenceTold)
            seat.silenceTold = m_sink.report({m_number, LegFellSilent{party}});
        else if (!silent)
            seat.silenceTold = false;
    }
    if (m_seats[CallerSound].leg && m_seats[CallerSound].leg->connected()
        && m_speaker.fill(frameOf(AssistantSound, desk), now))
        there |= maskOf(AssistantSound);
    const SoundMask asked = wanted();
    if (asked & maskOf(MusicSound)) {
        const auto bar = m_music.frame(m_musicAt++, m_rate);
        if (!bar.empty()) {
            std::ranges::copy(bar, frameOf(MusicSound, desk).begin());
            there |= maskOf(MusicSound);
        }
    }
    if (asked & maskOf(ConferenceSound) && m_rate == narrowRate) {
        if (!(there & maskOf(CallerSound)))
            std::ranges::fill(frameOf(CallerSound, desk), std::int16_t(0));
        desk.conference.replace(m_inConference, frameOf(CallerSound, desk));
        desk.conference.others(m_inConference, frameOf(ConferenceSound, desk));
        there |= maskOf(ConferenceSound);
    }
    return there;
}

void SoundRoom::readKeys(int party)
{
    while (const auto key = m_seats[std::size_t(party)].leg->nextKey())
        m_sink.report({m_number, KeyHeard{party, *key}});
}

void SoundRoom::tellQuality(int party)
{
    if (const auto quality = m_seats[std::size_t(party)].leg->newQuality())
        m_sink.show({m_number, QualityMeasured{party, *quality}});
}

SoundRoom::Frame SoundRoom::say(Seat &seat, Frame frame)
{
    seat.leg->say(frame, m_skipped);
    return frame;
}

SoundRoom::Frame SoundRoom::speakTo(Seat &seat, SoundMask hears, SoundMask there, TickDesk &desk)
{
    const auto settled = [&](int source) { return seat.gains[std::size_t(source)].gain() == unchanged; };
    const SoundMask heard = hears & there;
    SoundMask fading = 0; // heard in the tick before, and no more
    for (int source = 0; source < soundSources; ++source)
        if (!(hears & maskOf(source)) && seat.gains[std::size_t(source)].gain() != muted)
            fading |= maskOf(source) & there;
    if (!fading && std::popcount(heard) == 1 && settled(std::countr_zero(heard)))
        return say(seat, frameOf(std::countr_zero(heard), desk)); // the usual case needs no sum

    std::ranges::fill(std::span(desk.sum).first(m_frameSamples), 0);
    for (int source = 0; source < soundSources; ++source) {
        GainRamp &ramp = seat.gains[std::size_t(source)];
        const Gain gain = hears & maskOf(source) ? unchanged : muted;
        if (there & maskOf(source))
            ramp.add(frameOf(source, desk), gain, std::span(desk.sum).first(m_frameSamples));
        else
            ramp = GainRamp(gain);
    }
    const auto mixed = std::span(desk.mixed).first(m_frameSamples);
    saturate(std::span(desk.sum).first(m_frameSamples), mixed);
    return say(seat, mixed);
}

void SoundRoom::record(RoomRecording *recording)
{
    if (m_recording)
        m_spent.put(m_recording);
    m_recording = recording;
}

// Of staff, only those who speak to somebody: the microphone of one who listens is open, but nobody's business.
void SoundRoom::recordTick(SoundMask there, Frame heardByCaller, TickDesk &desk)
{
    RoomTick tick{.caller = {}, .heard = heardByCaller, .staff = {}};
    if (there & maskOf(CallerSound))
        tick.caller = frameOf(CallerSound, desk);
    for (int seat = 0; seat < staffAtMost; ++seat)
        if (there & wanted() & maskOf(FirstStaffSound + seat))
            tick.staff[std::size_t(seat)] = frameOf(FirstStaffSound + seat, desk);
    m_recording->push(tick, m_skipped);
}

} // namespace nightbell
