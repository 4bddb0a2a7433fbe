@component('mail::message')
# Invoice {{ $invoice->number }}

Hello {{ $invoice->customer->name ?? 'there' }},

your invoice for {{ $invoice->period }} is ready. The amount of
{{ $invoice->total }} will be taken from your account on {{ $invoice->due_on }}.

@component('mail::button', ['url' => $url])
View the invoice
@endcomponent

Thank you,<br>
{{ config('app.name') }}
@endcomponent
