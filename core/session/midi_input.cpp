#include "core/session/midi_input.h"

#include <QFile>
#include <RtMidi.h>
#include <vector>

namespace capriccio {
namespace {

struct Port {
    unsigned int number = 0; // RtMidi's
    QString name;
};

// The kernel's own loop-back is no keyboard, and it is always there.
bool isLoopBack(const QString& name) {
    return name.startsWith(QLatin1String("Midi Through"));
}

// RtMidi prints what it throws unless it is given somewhere to say it.
void sayNothing(RtMidiError::Type, const std::string&, void*) {}

void onMessage(double, std::vector<unsigned char>* message, void* input) {
    if (message)
        static_cast<MidiInput*>(input)->receive(message->data(), message->size());
}

} // namespace

struct MidiInput::Private {
    std::unique_ptr<RtMidiIn> device; // null: there is no sequencer on this computer yet
    QString name;

    // The sequencer may come with the first keyboard that is plugged in.
    void find() {
        if (device || !QFile::exists(QStringLiteral("/dev/snd/seq")))
            return; // both ALSA and RtMidi would complain on stderr
        try {
            device = std::make_unique<RtMidiIn>(RtMidi::LINUX_ALSA, "Capriccio");
            device->setErrorCallback(sayNothing, nullptr);
        } catch (const std::exception&) { // RtMidiError: no sequencer
        }
    }

    std::vector<Port> ports() {
        std::vector<Port> found;
        find();
        if (!device)
            return found;
        try {
            for (unsigned int i = 0; i < device->getPortCount(); ++i) {
                const QString port = QString::fromStdString(device->getPortName(i));
                if (!isLoopBack(port))
                    found.push_back({i, port});
            }
        } catch (const std::exception&) {
            found.clear();
        }
        return found;
    }
};

MidiInput::MidiInput(QObject* parent) : QObject(parent), d_(std::make_unique<Private>()) {}

MidiInput::~MidiInput() {
    close();
}

QStringList MidiInput::ports() {
    QStringList names;
    for (const Port& port : d_->ports())
        names << port.name;
    return names;
}

bool MidiInput::open(int port) {
    close();
    const std::vector<Port> found = d_->ports();
    if (port < 0 || port >= int(found.size()))
        return false;
    const Port& chosen = found[std::size_t(port)];
    try {
        d_->device->setCallback(onMessage, this);
        d_->device->openPort(chosen.number, "Capriccio");
        d_->name = chosen.name;
        if (d_->device->isPortOpen())
            return true;
    } catch (const std::exception&) { // as good as not open
    }
    close();
    return false;
}

void MidiInput::close() {
    d_->name.clear();
    if (!d_->device)
        return;
    try {
        d_->device->cancelCallback();
        if (d_->device->isPortOpen())
            d_->device->closePort();
    } catch (const std::exception&) { // unplugged meanwhile
    }
}

bool MidiInput::isOpen() const {
    return !d_->name.isEmpty();
}

QString MidiInput::openPort() const {
    return d_->name;
}

void MidiInput::receive(const unsigned char* bytes, std::size_t size) {
    if (size < 3 || bytes[1] > 127 || bytes[2] > 127)
        return;
    const int kind = bytes[0] & 0xF0;
    if (kind == 0x90 && bytes[2] > 0)
        Q_EMIT noteOn(bytes[1], bytes[2]);
    else if (kind == 0x80 || kind == 0x90)
        Q_EMIT noteOff(bytes[1]);
}

} // namespace capriccio

#include "moc_midi_input.cpp"
